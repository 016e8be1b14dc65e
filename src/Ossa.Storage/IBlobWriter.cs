namespace Ossa.Storage;

/// <summary>One blob being written. Disposing before completion abandons it and leaves nothing behind.</summary>
public interface IBlobWriter : IAsyncDisposable
{
    /// <summary>Appends bytes; the buffer is free again when the call has completed.</summary>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Makes the blob durable and visible, and gives its id. Nothing may be written afterwards.</summary>
    ValueTask<BlobId> CompleteAsync(CancellationToken cancellationToken);
}
