namespace Ossa.Client;

/// <summary>Which versions to list. See https://www.alibabacloud.com/help/en/oss/developer-reference/listobjectversions.</summary>
public sealed record ListObjectVersionsOptions
{
    /// <summary>Only keys that begin so.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Keys that have this after the prefix are rolled up into common prefixes; empty for none.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>Only keys after this one.</summary>
    public string KeyMarker { get; init; } = "";

    /// <summary>With <see cref="KeyMarker"/>, also the versions of that key that are older than this one; empty for none.</summary>
    public string VersionIdMarker { get; init; } = "";

    /// <summary>At most so many entries in a page, 1 to 1000.</summary>
    public int MaxKeys { get; init; } = 1000;
}
