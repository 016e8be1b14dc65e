using System.Buffers;
using Ossa.Engine.Bodies;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Checksums;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads a blob from its beginning to its end, and computes what it holds: of a sealed one, what was sealed.</summary>
/// <param name="run">The check.</param>
/// <param name="piece">The blob.</param>
/// <param name="key">The key of a sealed blob. Without it only its own checksums are compared, and that of what it holds is taken for right.</param>
internal sealed class BlobChecksum(CheckRun run, Piece piece, DataKey? key)
{
    /// <summary>Whole chunks of a sealed blob.</summary>
    private const int BufferBytes = 16 * SealedChunks.SealedBytes;

    /// <summary>What is read at once. An open file keeps its space when it is deleted, so it is closed wherever the check may wait.</summary>
    private const int RunBytes = 4 * BufferBytes;

    private readonly Crc64 _crc = new();

    private bool IsSealed => piece.Location.Key is not null;

    /// <summary>The length and the checksum, or null when the blob is not there. A quick check takes the checksum for right.</summary>
    public async ValueTask<(long Length, ulong Crc64)?> ComputeAsync(CancellationToken cancellationToken)
    {
        for (long at = 0; ; )
        {
            long length;
            int count;
            await using (var blob = await run.Blobs.OpenAsync(piece.Location.Id, cancellationToken))
            {
                if (blob is null || run.Options.Quick)
                {
                    return blob is null ? null : (PlainLength(blob.Length), piece.Crc64);
                }

                length = blob.Length;
                count = await ReadRunAsync(blob, at, cancellationToken);
            }

            await run.CountBytesAsync(count, cancellationToken);
            at += count;
            if (at >= length)
            {
                return (PlainLength(length), IsSealed && key is null ? piece.Crc64 : _crc.Value);
            }
        }
    }

    private async ValueTask<int> ReadRunAsync(IBlobReader blob, long from, CancellationToken cancellationToken)
    {
        var length = (int)Math.Clamp(blob.Length - from, 0, RunBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var at = 0; at < length; )
            {
                var target = buffer.AsMemory(0, Math.Min(BufferBytes, length - at));
                await FillAsync(blob, from + at, target, cancellationToken);
                Append(from + at, target.Span, isEnd: from + at + target.Length == blob.Length);
                at += target.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return length;
    }

    private async ValueTask FillAsync(
        IBlobReader blob,
        long from,
        Memory<byte> target,
        CancellationToken cancellationToken
    )
    {
        for (var filled = 0; filled < target.Length; )
        {
            var count = await blob.ReadAsync(from + filled, target[filled..], cancellationToken);
            filled +=
                count > 0 ? count : throw new DamagedBlobException(piece.Location.Id, "it ends before its length");
        }
    }

    private void Append(long from, Span<byte> bytes, bool isEnd)
    {
        if (key is null)
        {
            _crc.Append(bytes);
            return;
        }

        var opened = ArrayPool<byte>.Shared.Rent(bytes.Length);
        try
        {
            var number = from / SealedChunks.SealedBytes;
            var count = SealedChunks.Open(key, piece.Location.Id, number, isEnd, bytes, opened);
            _crc.Append(opened.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(opened, clearArray: true);
        }
    }

    private long PlainLength(long length) => IsSealed ? SealedChunks.PlainLength(length) : length;
}
