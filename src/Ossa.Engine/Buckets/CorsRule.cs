namespace Ossa.Engine.Buckets;

/// <summary>One cross-origin rule of a bucket; the first that matches a request counts.</summary>
public sealed record CorsRule(
    IReadOnlyList<string> AllowedOrigins,
    IReadOnlyList<string> AllowedMethods,
    IReadOnlyList<string> AllowedHeaders,
    IReadOnlyList<string> ExposeHeaders,
    int? MaxAgeSeconds
);
