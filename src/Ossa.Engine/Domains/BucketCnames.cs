namespace Ossa.Engine.Domains;

/// <summary>The domains that lead to a bucket, and the tokens for such as are to.</summary>
internal sealed record BucketCnames(IReadOnlyList<Cname> Domains, IReadOnlyList<OwnershipToken> Tokens)
{
    public static readonly BucketCnames None = new([], []);

    public bool Has(string domain) => Domains.Any(cname => cname.Domain == domain);

    /// <summary>The token for a domain, unless it has expired.</summary>
    public OwnershipToken? TokenFor(string domain, DateTimeOffset now) =>
        Tokens.FirstOrDefault(token => token.Domain == domain && token.ExpiresAt > now);
}
