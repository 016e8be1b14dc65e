using Ossa.Engine.Access;
using Ossa.Engine.Identity;

namespace Ossa.Server.Road;

/// <summary>How policies name the caller of a request: the account by its id, a user by its own, a session by those of its role.</summary>
internal static class Principals
{
    public static AccessPrincipal Of(OssContext context) =>
        context.Caller.IdOf(context.Engine.AccountId) is not { } id ? AccessPrincipal.Anonymous
        : context.Caller.Session is { } known ? new AccessPrincipal([id, .. NamesOf(context, known.Session)])
        : new AccessPrincipal([id]);

    private static string[] NamesOf(OssContext context, RoleSession session) =>
        [
            context.Caller.ArnIn(context.Engine.AccountId)!,
            $"arn:sts::{context.Engine.AccountId}:assumed-role/{session.RoleName}/{session.Name}",
        ];
}
