namespace Ossa.Engine.Websites;

/// <summary>Where a rule leads.</summary>
public sealed record RoutingTarget
{
    /// <summary>How it leads there.</summary>
    public RoutingKind Kind { get; init; }

    /// <summary>http or https, for redirects.</summary>
    public string? Protocol { get; init; }

    /// <summary>The host, and a port if there must be one, for redirects.</summary>
    public string? HostName { get; init; }

    /// <summary>301, 302 or 307, for redirects.</summary>
    public int? Status { get; init; }

    /// <summary>Whether a redirect takes the request's query along; null when that was not said.</summary>
    public bool? PassQueryString { get; init; }

    /// <summary>The new key, in which <c>${key}</c> stands for the old one; null to keep the key or change its beginning only.</summary>
    public string? ReplaceKeyWith { get; init; }

    /// <summary>What stands in the new key for the prefix of the rule's condition; null for nothing.</summary>
    public string? ReplaceKeyPrefixWith { get; init; }

    /// <summary>Whether the prefix is replaced; null when that was not said.</summary>
    public bool? EnableReplacePrefix { get; init; }
}
