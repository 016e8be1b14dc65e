using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Road;

namespace Ossa.Server.Reading;

/// <summary>The header Content-MD5: base64 of sixteen bytes.</summary>
internal static class ContentMd5
{
    private const int Md5Bytes = 16;

    /// <summary>The digest that the body must have, or null when the request states none.</summary>
    public static byte[]? Read(OssContext context)
    {
        var text = context.Stated(OssHeaders.ContentMd5);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var count))
        {
            throw new OssException(OssErrors.InvalidDigest, "Content-MD5", text);
        }

        if (count == Md5Bytes)
        {
            return bytes[..Md5Bytes];
        }

        throw new OssException(
            count < Md5Bytes ? OssErrors.ContentMd5TooShort : OssErrors.InvalidDigest,
            "Content-MD5",
            text
        );
    }
}
