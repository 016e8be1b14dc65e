using Ossa.Client.Addressing;

namespace Ossa.Client;

/// <summary>A request that anyone may make until it expires, without credentials.</summary>
public sealed record PresignedRequest
{
    /// <summary>The method, which is signed: a URL for GET does not hold for HEAD.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>The URL, every character of which counts.</summary>
    public required string Url { get; init; }

    /// <summary>When it was signed, in whole seconds.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>When it ceases to hold.</summary>
    public required DateTimeOffset Expiration { get; init; }

    /// <summary>Headers that must be sent with it exactly so; often none. No other x-oss-* header may be sent.</summary>
    public required IReadOnlyDictionary<string, string> SignedHeaders { get; init; }

    /// <summary>
    /// The URL for HttpClient, with every character kept: a plain <see cref="Uri"/> rewrites what it thinks harmless, and takes a key
    /// away that is "." or "..".
    /// </summary>
    public Uri ToUri() => Endpoint.ToUri(Url);
}
