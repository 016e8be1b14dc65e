namespace Ossa.Server.Explaining;

/// <summary>One reading of host and path: which bucket and key they name, and by what rule.</summary>
/// <param name="Bucket">The bucket, or null where the URL does not tell.</param>
/// <param name="RawKey">The key as it stands in the path, still encoded.</param>
/// <param name="Style">The rule in words.</param>
internal sealed record Address(string? Bucket, string RawKey, string Style)
{
    public const string InHost = "bucket in the host";

    public const string InPath = "bucket in the path";
}
