namespace Ossa.Client;

/// <summary>A signed URL that can still be limited and taken back, as the server knows it.</summary>
/// <param name="Id">Its id, by which it is looked at, extended and revoked.</param>
/// <param name="Bucket">The bucket of its object.</param>
/// <param name="Key">The key of its object.</param>
/// <param name="State">Whether it gives anything now.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">Its end, whatever its URL says.</param>
public sealed record ManagedLink(
    string Id,
    string Bucket,
    string Key,
    ManagedLinkState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt
)
{
    /// <summary>What its owner calls it, or empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is for.</summary>
    public ManagedLinkKind Kind { get; init; }

    /// <summary>
    /// A URL that was just signed for it, for GET or to upload by for PUT, and holds for 7 days at most; null where several links are told, for a link that has ended, for one with a
    /// password, and for one that is for more than one key.
    /// </summary>
    public Uri? Url { get; init; }

    /// <summary>The address of its page for people; null where several links are told, and for a link that has ended.</summary>
    public Uri? Page { get; init; }

    /// <summary>Whether its page asks for a password.</summary>
    public bool HasPassword { get; init; }

    /// <summary>What the user who made it is called now; null where the account made it, or that user is gone.</summary>
    public string? Maker { get; init; }

    /// <summary>How many downloads began.</summary>
    public long Downloads { get; init; }

    /// <summary>How many bytes were sent.</summary>
    public long Bytes { get; init; }

    /// <summary>How many files were sent by it, and are being sent; then the bytes are those of the files that are stored.</summary>
    public long Files { get; init; }

    /// <summary>How many files may be sent in all, or null for any number.</summary>
    public long? MaxFiles { get; init; }

    /// <summary>How many downloads may begin in all, or null for any number.</summary>
    public long? MaxDownloads { get; init; }

    /// <summary>How many bytes it gives in all, or null for any number.</summary>
    public long? MaxBytes { get; init; }
}
