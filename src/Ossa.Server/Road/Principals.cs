using Ossa.Engine.Access;

namespace Ossa.Server.Road;

/// <summary>How policies name the caller of a request: the account by its id, a user by its own.</summary>
internal static class Principals
{
    public static AccessPrincipal Of(OssContext context) =>
        context.Caller switch
        {
            { UserKey: { } key } => new AccessPrincipal([key.User.Id]),
            { IsOwner: true } => new AccessPrincipal([context.Engine.AccountId]),
            _ => AccessPrincipal.Anonymous,
        };
}
