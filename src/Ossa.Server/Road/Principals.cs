using Ossa.Engine.Access;
using Ossa.Server.Identity;

namespace Ossa.Server.Road;

/// <summary>
/// How policies of a bucket name the caller of a request: an account by its id, a user by its own or in full, a session by those of its role. The
/// id of another account than the bucket's means all of that account, whose users need policies of their own besides.
/// </summary>
internal static class Principals
{
    /// <param name="caller">The caller.</param>
    /// <param name="owner">The account whose policy it is.</param>
    public static AccessPrincipal Of(Caller caller, string owner)
    {
        if (caller.IsAnonymous)
        {
            return AccessPrincipal.Anonymous;
        }

        var names = caller.IsRoot ? [caller.Id!] : (string[])[caller.Id!, caller.Arn!];
        if (caller.Session?.Session is { } session)
        {
            names = [.. names, $"arn:sts::{caller.AccountId}:assumed-role/{session.RoleName}/{session.Name}"];
        }

        return caller.AccountId == owner
            ? new AccessPrincipal(names) { IsOwner = caller is { IsRoot: true, Link: null } }
            : new AccessPrincipal([.. names, caller.AccountId!]) { ForeignAccount = caller.AccountId };
    }
}
