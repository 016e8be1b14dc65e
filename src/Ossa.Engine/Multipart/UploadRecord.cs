using Ossa.Engine.Objects;

namespace Ossa.Engine.Multipart;

/// <summary>An unfinished upload: what was said at its start of the object to be made.</summary>
/// <param name="Key">The key of the object.</param>
/// <param name="Id">The random id.</param>
/// <param name="InitiatedAt">When it began.</param>
/// <param name="Wanted">What the object is to be; its storage class and encryption are settled.</param>
public sealed record UploadRecord(string Key, UploadId Id, DateTimeOffset InitiatedAt, NewObject Wanted)
{
    /// <summary>The storage class of the object to be made.</summary>
    public string StorageClass => Wanted.StorageClass ?? StorageClasses.Standard;
}
