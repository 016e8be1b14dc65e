using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Bodies;

/// <summary>Compares what arrived with what its sender said of it.</summary>
internal static class BodyChecks
{
    public static void Require(NewObject wanted, StagedBody arrived) =>
        Require(wanted.ExpectedMd5, wanted.ExpectedCrc64, arrived);

    public static void Require(byte[]? md5, ulong? crc64, StagedBody arrived)
    {
        if (md5 is not null && !md5.AsSpan().SequenceEqual(arrived.Md5))
        {
            throw new OssException(OssErrors.InvalidDigest, "Content-MD5", Convert.ToBase64String(md5));
        }

        if (crc64 is not null && crc64 != arrived.Crc64)
        {
            throw new OssException(OssErrors.InvalidCrc64);
        }
    }
}
