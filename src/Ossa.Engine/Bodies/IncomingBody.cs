using System.Security.Cryptography;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Bodies;

/// <summary>A body on its way in: its length, MD5 and CRC-64 are known once all of it has been read.</summary>
internal sealed class IncomingBody(ReadBody read, long maxBytes) : IDisposable
{
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly Crc64 _crc = new();

    public long Length { get; private set; }

    public ulong Crc64 => _crc.Value;

    /// <summary>The MD5; to be asked for once.</summary>
    public byte[] TakeMd5() => _md5.GetHashAndReset();

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = await read(buffer, cancellationToken);
        Length += count;
        if (Length > maxBytes)
        {
            throw new OssException(OssErrors.EntityTooLarge);
        }

        _md5.AppendData(buffer.Span[..count]);
        _crc.Append(buffer.Span[..count]);
        return count;
    }

    public void Dispose() => _md5.Dispose();
}
