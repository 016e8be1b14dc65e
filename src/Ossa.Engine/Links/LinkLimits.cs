namespace Ossa.Engine.Links;

/// <summary>How much of a link may be used, by whom and how fast.</summary>
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

    /// <summary>The ranges of addresses that may use it, such as 10.0.0.0/8; empty for all.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Whether uses must be counted before they begin.</summary>
    public bool AreCounted => MaxDownloads is not null || MaxBytes is not null;
}
