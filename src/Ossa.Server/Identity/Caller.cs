using Ossa.Engine.Identity;
using Ossa.Engine.Links;

namespace Ossa.Server.Identity;

/// <summary>Who a request acts for.</summary>
/// <param name="AccessKeyId">The access key that signed, or null for nobody in particular.</param>
/// <param name="UserKey">The key with its user and what that may do, or null where no user signed.</param>
internal sealed record Caller(string? AccessKeyId, KnownKey? UserKey = null)
{
    public static readonly Caller Anonymous = new((string?)null);

    /// <summary>The link whose key signed, which the account made; null where none did.</summary>
    public Link? Link { get; init; }

    /// <summary>Whether nobody in particular asks.</summary>
    public bool IsAnonymous => AccessKeyId is null;

    /// <summary>Whether the caller is the account that owns the store.</summary>
    public bool IsOwner => !IsAnonymous && UserKey is null;

    /// <summary>The id by which policies and logs mean it, or null for nobody in particular.</summary>
    public string? IdOf(string accountId) => IsOwner ? accountId : UserKey?.User.Id;
}
