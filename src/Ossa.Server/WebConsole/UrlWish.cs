namespace Ossa.Server.WebConsole;

/// <summary>A signed URL that the page wants.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Seconds">For how long it is to hold, 7 days at most.</param>
/// <param name="VersionId">The version, or null for the current one.</param>
/// <param name="Disposition">The Content-Disposition that it asks for, or null for the object's own.</param>
internal sealed record UrlWish(
    string Bucket,
    string Key,
    int Seconds,
    string? VersionId = null,
    string? Disposition = null
);

/// <summary>A signed URL that was made.</summary>
/// <param name="Url">The URL, for others.</param>
/// <param name="Path">The same without the host, for the page itself.</param>
/// <param name="ExpiresAt">When it ends.</param>
internal sealed record UrlMade(string Url, string Path, DateTimeOffset ExpiresAt);
