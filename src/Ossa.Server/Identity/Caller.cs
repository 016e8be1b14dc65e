using Ossa.Engine.Access;
using Ossa.Engine.Identity;
using Ossa.Engine.Links;

namespace Ossa.Server.Identity;

/// <summary>Who a request acts for.</summary>
/// <param name="AccessKeyId">The access key that signed, or null for nobody in particular.</param>
/// <param name="AccountId">The account in which it acts, or null for nobody in particular.</param>
/// <param name="User">The user who signed, or null where none did.</param>
/// <param name="Session">The session of a role with what it may do, or null where none signed.</param>
internal sealed record Caller(
    string? AccessKeyId,
    string? AccountId,
    KnownUser? User = null,
    KnownSession? Session = null
)
{
    public static readonly Caller Anonymous = new(null, null);

    /// <summary>The link whose key signed, which the account made; null where none did.</summary>
    public Link? Link { get; init; }

    /// <summary>Whether nobody in particular asks.</summary>
    public bool IsAnonymous => AccessKeyId is null;

    /// <summary>Whether the caller is its account itself, rather than somebody in it.</summary>
    public bool IsRoot => !IsAnonymous && User is null && Session is null;

    /// <summary>The policies of the user or the role that asks.</summary>
    public IReadOnlyList<NamedPolicy> Policies => User?.Policies ?? Session?.Policies ?? [];

    /// <summary>The id by which policies and logs mean it, or null for nobody in particular.</summary>
    public string? Id => IsRoot ? AccountId : User?.User.Id ?? Session?.Session.RoleId;

    /// <summary>The name of the account, the user or the role in full, or null for nobody in particular.</summary>
    public string? Arn =>
        IsAnonymous ? null
        : Session is { } session ? $"acs:ram::{AccountId}:role/{session.Session.RoleName}"
        : User is { } known ? $"acs:ram::{AccountId}:user/{known.User.Name}"
        : $"acs:ram::{AccountId}:root";

    /// <summary>Whether the caller is the account that owns something.</summary>
    public bool IsOwnerOf(string ownerId) => IsRoot && AccountId == ownerId;
}
