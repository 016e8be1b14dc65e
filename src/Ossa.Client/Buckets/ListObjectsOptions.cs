namespace Ossa.Client;

/// <summary>Which objects to list. See https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectsv2.</summary>
public sealed record ListObjectsOptions
{
    /// <summary>Only keys that begin so.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Keys that have this after the prefix are rolled up into common prefixes; empty for none.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>Only keys after this one.</summary>
    public string StartAfter { get; init; } = "";

    /// <summary>At most so many entries in a page, 1 to 1000.</summary>
    public int MaxKeys { get; init; } = 1000;

    /// <summary>Whether each object names its owner.</summary>
    public bool FetchOwner { get; init; }
}
