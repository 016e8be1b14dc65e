namespace Ossa.Server.Explaining;

/// <summary>What the user knows of the request besides its URL.</summary>
/// <param name="Method">The method, or null where it is unknown.</param>
/// <param name="Bucket">The bucket behind a custom domain, or null.</param>
/// <param name="Headers">The headers that the client sent.</param>
public sealed record SignedUrlRequest(
    string? Method,
    string? Bucket,
    IReadOnlyList<KeyValuePair<string, string>> Headers
);
