namespace Ossa.Storage;

/// <summary>Stored bytes are not the bytes that were written: a checksum failed, or part of a file is missing.</summary>
public sealed class DamagedBlobException(BlobId id, string what) : IOException($"Blob {id} is damaged: {what}")
{
    /// <summary>The damaged blob.</summary>
    public BlobId Id => id;
}
