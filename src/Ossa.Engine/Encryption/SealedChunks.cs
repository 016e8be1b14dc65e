using Ossa.Storage;

namespace Ossa.Engine.Encryption;

/// <summary>
/// How a body is cut into chunks that are sealed one by one. With its tag a chunk has 64 KiB, so that four of them are one block of a blob
/// with a checksum, and none lies in two.
/// </summary>
internal static class SealedChunks
{
    /// <summary>A whole chunk with its tag.</summary>
    public const int SealedBytes = 64 * 1024;

    /// <summary>What a whole chunk holds.</summary>
    public const int PlainBytes = SealedBytes - DataKey.TagBytes;

    /// <summary>The length of a body once it is sealed.</summary>
    public static long SealedLength(long length) => length + DataKey.TagBytes * Count(length, PlainBytes);

    /// <summary>The length of a body that is sealed; negative when nothing has this length once it is sealed.</summary>
    public static long PlainLength(long sealedLength)
    {
        var last = sealedLength % SealedBytes;
        return last is > 0 and <= DataKey.TagBytes
            ? -1
            : sealedLength - DataKey.TagBytes * Count(sealedLength, SealedBytes);
    }

    /// <summary>Seals a whole body that is in memory.</summary>
    public static byte[] Seal(DataKey key, ReadOnlySpan<byte> body)
    {
        var sealedBody = new byte[SealedLength(body.Length)];
        var rest = sealedBody.AsSpan();
        for (long number = 0; body.Length > 0; number++)
        {
            var length = Math.Min(PlainBytes, body.Length);
            key.Seal(number, length == body.Length, body[..length], rest[..(length + DataKey.TagBytes)]);
            body = body[length..];
            rest = rest[(length + DataKey.TagBytes)..];
        }

        return sealedBody;
    }

    /// <summary>Opens a run of a sealed body that begins with a chunk, and gives how many bytes it holds.</summary>
    /// <param name="key">The body's key.</param>
    /// <param name="id">The body, for the error.</param>
    /// <param name="number">The number of the first chunk.</param>
    /// <param name="isEnd">Whether the body ends with the run; otherwise it is whole chunks.</param>
    /// <param name="run">The sealed run.</param>
    /// <param name="target">Where the bytes go; as long as the run would be enough.</param>
    /// <exception cref="DamagedBlobException">It is not what was sealed there.</exception>
    public static int Open(DataKey key, BlobId id, long number, bool isEnd, ReadOnlySpan<byte> run, Span<byte> target)
    {
        var opened = 0;
        for (; run.Length > 0; number++)
        {
            var chunk = run[..Math.Min(SealedBytes, run.Length)];
            run = run[chunk.Length..];
            var length = chunk.Length - DataKey.TagBytes;
            if (length <= 0 || !key.TryOpen(number, isEnd && run.IsEmpty, chunk, target.Slice(opened, length)))
            {
                throw new DamagedBlobException(id, $"its chunk {number} does not open");
            }

            opened += length;
        }

        return opened;
    }

    private static long Count(long length, int chunk) => (length + chunk - 1) / chunk;
}
