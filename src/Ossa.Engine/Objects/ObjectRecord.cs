using Ossa.Engine.Archives;
using Ossa.Engine.Encryption;
using Ossa.Engine.Versions;
using Ossa.Protocol.Access;

namespace Ossa.Engine.Objects;

/// <summary>
/// What one version of an object is, apart from its body: the row that GET, HEAD and listings read. A delete marker is a version too.
/// </summary>
public sealed record ObjectRecord
{
    /// <summary>The body's length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The entity tag without quotes: for whole uploads the body's MD5 in upper-case hexadecimal digits.</summary>
    public required string ETag { get; init; }

    /// <summary>CRC-64/XZ of the whole body.</summary>
    public required ulong Crc64 { get; init; }

    /// <summary>When the object was written, in whole milliseconds.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>Orders the versions of one key, also when the clock steps back.</summary>
    public required long Sequence { get; init; }

    /// <summary>Where the body is.</summary>
    public required BodyLocation Body { get; init; }

    /// <summary>How the body is encrypted at rest; null where it is not.</summary>
    public ObjectEncryption? Encryption { get; init; }

    /// <summary>How the object came to be.</summary>
    public ObjectType Type { get; init; }

    /// <summary>Since when nothing more can be appended to an appendable object; null while it can.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>The key that a symbolic link names, in the same bucket; empty for every other object.</summary>
    public string SymlinkTarget { get; init; } = "";

    /// <summary>Whether this version says that the object is deleted. It has no body.</summary>
    public bool IsDeleteMarker { get; init; }

    /// <summary>Whether the version has an id of its own; otherwise it is the one named "null".</summary>
    public bool IsNumbered { get; init; }

    /// <summary>The version's name.</summary>
    public VersionId Version => IsNumbered ? new VersionId(Sequence) : VersionId.Null;

    /// <summary>The body's MD5, or empty where it was never computed over the whole.</summary>
    public byte[] Md5 { get; init; } = [];

    /// <summary>The object's own list, or default for the bucket's.</summary>
    public CannedAcl Acl { get; init; } = CannedAcl.Default;

    /// <summary>The tags, in the order in which they were given: keys and values of ASCII characters.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The storage class, which says whether the object must be restored before it is read.</summary>
    public string StorageClass { get; init; } = "Standard";

    /// <summary>When a lifecycle rule made the object a cold or deep cold one; null where none did.</summary>
    public DateTimeOffset? TransitionedAt { get; init; }

    /// <summary>The last restoration of an archived object, which may have run out; null where there was none.</summary>
    public Restoration? Restoration { get; init; }

    /// <summary>What the uploader said about the content.</summary>
    public ObjectMetadata Metadata { get; init; } = ObjectMetadata.Empty;
}
