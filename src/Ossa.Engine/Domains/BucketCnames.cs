namespace Ossa.Engine.Domains;

/// <summary>The domains that lead to a bucket.</summary>
internal sealed record BucketCnames(IReadOnlyList<Cname> Domains)
{
    public static readonly BucketCnames None = new([]);

    public bool Has(string domain) => Domains.Any(cname => cname.Domain == domain);
}
