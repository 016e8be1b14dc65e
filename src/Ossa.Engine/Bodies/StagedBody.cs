using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>
/// A body that has arrived whole and is durable where it must be, but belongs to no object yet. Small bodies wait in memory for the
/// batch that commits them.
/// </summary>
internal sealed class StagedBody(
    BodyLocation location,
    long length,
    byte[] md5,
    ulong crc64,
    byte[] rowBytes,
    IBlobStore blobs
) : IAsyncDisposable
{
    private bool _committed;

    public BodyLocation Location => location;

    public long Length => length;

    public byte[] Md5 => md5;

    public ulong Crc64 => crc64;

    /// <summary>The bytes of a body that goes into a row.</summary>
    public byte[] RowBytes => rowBytes;

    /// <summary>Says that a record points to the body now, so that disposing leaves it alone.</summary>
    public void Committed() => _committed = true;

    /// <summary>
    /// Removes a blob that no record came to point to. Not cancellable: the reason to be here may be a cancellation.
    /// </summary>
    public ValueTask DisposeAsync() =>
        _committed || location.Kind != BodyKind.Blob
            ? ValueTask.CompletedTask
            : blobs.DeleteAsync(location.Id, CancellationToken.None);
}
