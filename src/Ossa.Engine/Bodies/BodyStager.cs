using System.Buffers;
using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Protocol.Checksums;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>
/// Takes a body in: computes MD5 and CRC-64 as it passes, and keeps it in memory while it is small enough for a row, else streams it to
/// a blob. Memory is two buffers at most, whatever the body's size, beside what the blob's writer takes.
/// </summary>
internal sealed class BodyStager(StorageEngine storage, BodyKeys keys, Intents intents, EngineOptions options)
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>The largest body that fits a row.</summary>
    public int InlineLimitBytes => storage.InlineLimitBytes;

    /// <summary>Takes a whole body in.</summary>
    public ValueTask<StagedBody> StageAsync(
        BucketPartition partition,
        ObjectEncryption? encryption,
        ReadBody read,
        CancellationToken cancellationToken
    ) => StageAsync(partition, encryption, BodyPrefix.None, read, cancellationToken);

    /// <summary>Takes in what is stored already. It may be larger than one upload: it may have come in several.</summary>
    public ValueTask<StagedBody> StageCopyAsync(
        BucketPartition partition,
        ObjectEncryption? encryption,
        ReadBody read,
        CancellationToken cancellationToken
    ) => StageAsync(partition, encryption, BodyPrefix.None, read, long.MaxValue, cancellationToken);

    /// <summary>Takes a body in, in one piece with what stands before it.</summary>
    public ValueTask<StagedBody> StageAsync(
        BucketPartition partition,
        ObjectEncryption? encryption,
        BodyPrefix prefix,
        ReadBody read,
        CancellationToken cancellationToken
    ) => StageAsync(partition, encryption, prefix, read, options.MaxBodyBytes, cancellationToken);

    private async ValueTask<StagedBody> StageAsync(
        BucketPartition partition,
        ObjectEncryption? encryption,
        BodyPrefix prefix,
        ReadBody read,
        long maxBytes,
        CancellationToken cancellationToken
    )
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(BufferBytes, storage.InlineLimitBytes + 1));
        try
        {
            await using var incoming = new IncomingBody(read, maxBytes);
            var source = prefix.Length == 0 ? incoming.ReadAsync : Join(prefix.Read, incoming.ReadAsync);
            // One byte above the limit tells a body that fits a row from one that does not.
            var head = await FillAsync(source, buffer.AsMemory(0, storage.InlineLimitBytes + 1), cancellationToken);
            return head <= storage.InlineLimitBytes
                ? await KeepAsync(partition, encryption, buffer.AsMemory(0, head), prefix, incoming, cancellationToken)
                : await StreamAsync(partition, encryption, source, buffer, head, prefix, incoming, cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async ValueTask<StagedBody> KeepAsync(
        BucketPartition partition,
        ObjectEncryption? encryption,
        ReadOnlyMemory<byte> bytes,
        BodyPrefix prefix,
        IncomingBody incoming,
        CancellationToken cancellationToken
    )
    {
        if (bytes.IsEmpty)
        {
            return await StagedAsync(partition, BodyLocation.Empty, [], prefix, incoming);
        }

        var location = new BodyLocation(BodyKind.Row, BlobId.New());
        if (encryption is null)
        {
            return await StagedAsync(partition, location, bytes.ToArray(), prefix, incoming);
        }

        var (key, wrapped) = await keys.MakeAsync(encryption, location.Id, cancellationToken);
        using (key)
        {
            var row = SealedChunks.Seal(key, bytes.Span);
            return await StagedAsync(partition, location with { Key = wrapped }, row, prefix, incoming);
        }
    }

    private async ValueTask<StagedBody> StreamAsync(
        BucketPartition partition,
        ObjectEncryption? encryption,
        ReadBody source,
        byte[] buffer,
        int head,
        BodyPrefix prefix,
        IncomingBody incoming,
        CancellationToken cancellationToken
    )
    {
        var location = new BodyLocation(BodyKind.Blob, BlobId.New());
        DataKey? key = null;
        if (encryption is not null)
        {
            (key, var wrapped) = await keys.MakeAsync(encryption, location.Id, cancellationToken);
            location = location with { Key = wrapped };
        }

        using var opened = key;
        // From here on a crash cannot leave the blob behind unnoticed.
        await intents.DeclareAsync(partition, GarbageItem.Of(location), new WriteBatch(), cancellationToken);
        try
        {
            var created = await storage.Blobs.CreateAsync(location.Id, cancellationToken);
            await using var blob = key is null ? created : new SealingWriter(created, key);
            await blob.WriteAsync(buffer.AsMemory(0, head), cancellationToken);
            await CopyAsync(source, blob, incoming, buffer, cancellationToken);
            await blob.CompleteAsync(cancellationToken);
            return await StagedAsync(partition, location, [], prefix, incoming);
        }
        catch
        {
            await intents.AbandonAsync(partition.Id, GarbageItem.Of(location));
            throw;
        }
    }

    /// <summary>Copies the rest in two buffers by turns: while one is still being hashed, the other is filled.</summary>
    private static async ValueTask CopyAsync(
        ReadBody source,
        IBlobWriter blob,
        IncomingBody incoming,
        byte[] first,
        CancellationToken cancellationToken
    )
    {
        var second = ArrayPool<byte>.Shared.Rent(first.Length);
        try
        {
            for (var (next, other) = (second, first); ; (next, other) = (other, next))
            {
                var count = await source(next, cancellationToken);
                if (count == 0)
                {
                    return;
                }

                await blob.WriteAsync(next.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            await incoming.RestAsync();
            ArrayPool<byte>.Shared.Return(second);
        }
    }

    private async ValueTask<StagedBody> StagedAsync(
        BucketPartition partition,
        BodyLocation location,
        byte[] rowBytes,
        BodyPrefix prefix,
        IncomingBody incoming
    )
    {
        var crc = Crc64.Combine(prefix.Crc64, incoming.Crc64, incoming.Length);
        var piece = new Piece(location, prefix.Length + incoming.Length, crc);
        return new StagedBody(partition.Id, intents, piece, rowBytes)
        {
            Length = incoming.Length,
            Crc64 = incoming.Crc64,
            Md5 = await incoming.TakeMd5Async(),
        };
    }

    private static ReadBody Join(ReadBody first, ReadBody second)
    {
        var inFirst = true;
        return async (buffer, cancellationToken) =>
        {
            if (inFirst && await first(buffer, cancellationToken) is var count and > 0)
            {
                return count;
            }

            inFirst = false;
            return await second(buffer, cancellationToken);
        };
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
