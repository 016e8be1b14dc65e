using Ossa.Engine.Access;

namespace Ossa.Server.Road;

/// <summary>How policies name the caller of a request: the account by its id, a user by its own.</summary>
internal static class Principals
{
    public static AccessPrincipal Of(OssContext context) =>
        context.Caller.IdOf(context.Engine.AccountId) is { } id ? new AccessPrincipal([id]) : AccessPrincipal.Anonymous;
}
