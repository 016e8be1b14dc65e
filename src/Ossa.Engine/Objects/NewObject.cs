using Ossa.Engine.Encryption;
using Ossa.Protocol.Access;

namespace Ossa.Engine.Objects;

/// <summary>What a write says about the object to be made.</summary>
public sealed record NewObject
{
    /// <summary>The uploader's metadata.</summary>
    public ObjectMetadata Metadata { get; init; } = ObjectMetadata.Empty;

    /// <summary>The object's tags.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    /// <summary>The object's own list, or default for the bucket's.</summary>
    public CannedAcl Acl { get; init; } = CannedAcl.Default;

    /// <summary>The storage class, or null for the bucket's.</summary>
    public string? StorageClass { get; init; }

    /// <summary>How the body is to be encrypted at rest, or null for the bucket's rule.</summary>
    public ObjectEncryption? Encryption { get; init; }

    /// <summary>
    /// Refuse with FileAlreadyExists when the key is taken. Where versions are kept nothing is overwritten, so it says nothing there.
    /// </summary>
    public bool ForbidOverwrite { get; init; }

    /// <summary>
    /// Refuse with FileAlreadyExists when an object would be lost by it: with <see cref="ForbidOverwrite"/> the one in its place, and where the
    /// keeping of versions is suspended also the version named null.
    /// </summary>
    public bool ForbidLoss { get; init; }

    /// <summary>How many bytes the body has, or null where its sender does not say. Space is laid out by it; nothing is refused for it.</summary>
    public long? ExpectedBytes { get; init; }

    /// <summary>The MD5 that the body must have, or null.</summary>
    public byte[]? ExpectedMd5 { get; init; }

    /// <summary>The CRC-64 that the body must have, or null.</summary>
    public ulong? ExpectedCrc64 { get; init; }
}
