namespace Ossa.Client;

/// <summary>Which uploads to list. See https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads.</summary>
public sealed record ListMultipartUploadsOptions
{
    /// <summary>Only keys that begin so.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Keys that have this after the prefix are rolled up into common prefixes; empty for none.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>Only keys after this one.</summary>
    public string KeyMarker { get; init; } = "";

    /// <summary>With <see cref="KeyMarker"/>, also the uploads of that key after this one; empty for none.</summary>
    public string UploadIdMarker { get; init; } = "";

    /// <summary>At most so many entries in a page, 1 to 1000.</summary>
    public int MaxUploads { get; init; } = 1000;
}
