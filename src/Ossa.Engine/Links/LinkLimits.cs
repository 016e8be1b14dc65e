namespace Ossa.Engine.Links;

/// <summary>How much of a link may be used, for what, by whom and how fast.</summary>
public sealed record LinkLimits
{
    /// <summary>No limits but the end.</summary>
    public static readonly LinkLimits None = new();

    /// <summary>How many downloads may begin, at least one; null for any number.</summary>
    public long? MaxDownloads { get; init; }

    /// <summary>How many bytes of the object may be sent in all, at least one; null for any number.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>How fast one download may go, in bytes a second; null for any rate.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>How many files may be sent by one for uploads, at least one; null for any number.</summary>
    public long? MaxFiles { get; init; }

    /// <summary>How many bytes such a file may have, at least one; null for as many as an object can have.</summary>
    public long? MaxFileBytes { get; init; }

    /// <summary>The types that such a file may have, as <see cref="MediaRange"/> writes them; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The ranges of addresses that may use it, such as 10.0.0.0/8; empty for all.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
