using System.Buffers;
using System.Security.Cryptography;
using Ossa.Engine.Objects;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>
/// Takes a body in: computes MD5 and CRC-64 as it passes, and keeps it in memory while it is small enough for a row, else streams it to
/// a blob. Memory is one buffer, whatever the body's size.
/// </summary>
internal sealed class BodyStager(StorageEngine storage)
{
    private const int BufferBytes = 256 * 1024;

    public async ValueTask<StagedBody> StageAsync(ReadBody read, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(BufferBytes, storage.InlineLimitBytes + 1));
        try
        {
            using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            var crc = new Crc64();
            // One byte above the limit tells a body that fits a row from one that does not.
            var head = await FillAsync(read, buffer.AsMemory(0, storage.InlineLimitBytes + 1), cancellationToken);
            md5.AppendData(buffer, 0, head);
            crc.Append(buffer.AsSpan(0, head));
            if (head <= storage.InlineLimitBytes)
            {
                return Small(buffer.AsSpan(0, head), md5, crc);
            }

            return await StreamAsync(read, buffer, head, md5, crc, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private StagedBody Small(ReadOnlySpan<byte> body, IncrementalHash md5, Crc64 crc)
    {
        var location = body.IsEmpty ? BodyLocation.Empty : new BodyLocation(BodyKind.Row, BlobId.New());
        return new StagedBody(location, body.Length, md5.GetHashAndReset(), crc.Value, body.ToArray(), storage.Blobs);
    }

    private async ValueTask<StagedBody> StreamAsync(
        ReadBody read,
        byte[] buffer,
        int head,
        IncrementalHash md5,
        Crc64 crc,
        CancellationToken cancellationToken
    )
    {
        await using var blob = await storage.Blobs.CreateAsync(cancellationToken);
        long length = head;
        await blob.WriteAsync(buffer.AsMemory(0, head), cancellationToken);
        while (await read(buffer, cancellationToken) is var count and > 0)
        {
            length += count;
            if (length > Limits.MaxBodyBytes)
            {
                throw new OssException(OssErrors.EntityTooLarge);
            }

            md5.AppendData(buffer, 0, count);
            crc.Append(buffer.AsSpan(0, count));
            await blob.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
        var id = await blob.CompleteAsync(cancellationToken);
        var location = new BodyLocation(BodyKind.Blob, id);
        return new StagedBody(location, length, md5.GetHashAndReset(), crc.Value, [], storage.Blobs);
    }

    private static async ValueTask<int> FillAsync(
        ReadBody read,
        Memory<byte> buffer,
        CancellationToken cancellationToken
    )
    {
        var filled = 0;
        while (filled < buffer.Length && await read(buffer[filled..], cancellationToken) is var count and > 0)
        {
            filled += count;
        }

        return filled;
    }
}
