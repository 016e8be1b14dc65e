namespace Ossa.Storage.InMemory;

/// <summary>A blob small enough to stay in memory.</summary>
internal sealed class MemoryContent(byte[] bytes) : BlobContent
{
    public override long Length => bytes.Length;

    public override ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(buffer.Length, Math.Max(0, bytes.Length - offset));
        bytes.AsMemory((int)Math.Min(offset, bytes.Length), count).CopyTo(buffer);
        return new(count);
    }

    public override void Dispose() { }
}
