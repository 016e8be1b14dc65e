namespace Ossa.Storage.InMemory;

/// <summary>A hold on the bytes of a blob.</summary>
internal sealed class InMemoryBlobReader(BlobContent content) : IBlobReader
{
    private bool _disposed;

    public long Length => content.Length;

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsync(offset, buffer, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            content.LetGo();
        }

        _disposed = true;
        return ValueTask.CompletedTask;
    }
}
