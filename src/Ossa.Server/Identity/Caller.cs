namespace Ossa.Server.Identity;

/// <summary>Who a request acts for.</summary>
/// <param name="AccessKeyId">The access key that signed, or null for nobody in particular.</param>
internal sealed record Caller(string? AccessKeyId)
{
    public static readonly Caller Anonymous = new((string?)null);

    /// <summary>Whether the caller is the account that owns the store.</summary>
    public bool IsOwner => AccessKeyId is not null;
}
