using Ossa.Engine.Access;

namespace Ossa.Server.Road;

/// <summary>How policies name the caller of a request.</summary>
internal static class Principals
{
    public static AccessPrincipal Of(OssContext context) =>
        context.Caller.IsOwner ? new AccessPrincipal([context.Engine.AccountId]) : AccessPrincipal.Anonymous;
}
