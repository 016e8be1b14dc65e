using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>Where a body is. Counts only as long as the record that points to it is current, which whoever opens it again has to know.</summary>
public sealed class BodySource
{
    private readonly IBlobStore _blobs;
    private readonly BlobId _id;

    internal BodySource(IBlobStore blobs, BlobId id) => (_blobs, _id) = (blobs, id);

    /// <summary>The body, opened again, where that takes no waiting for the disk; else null.</summary>
    public ObjectBody? TryOpen() => _blobs.FindOpen(_id) is { } blob ? new ObjectBody(blob) : null;
}
