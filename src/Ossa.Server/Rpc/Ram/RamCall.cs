using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc.Ram;

/// <summary>A request for an action of RAM, as its handler sees it.</summary>
internal sealed class RamCall(OssContext context, RpcRequest request)
{
    private const string Custom = "Custom";
    private const string System = "System";

    public IdentityStore Store => context.Identities;

    public string Account => context.Caller.AccountId!;

    public CancellationToken Stop => context.Aborted;

    /// <summary>Whose keys are meant: a user's by name, or one's own where there is no name.</summary>
    /// <exception cref="OssException">There is no name, and the caller is no user.</exception>
    public string UserOfKeys => Find("UserName") ?? context.Caller.User?.User.Name ?? Get("UserName");

    /// <summary>The name of a policy of the type that is stated.</summary>
    /// <exception cref="OssException">Of this type there is none of the name, or there is no such type.</exception>
    public string PolicyName
    {
        get
        {
            var name = Get("PolicyName");
            var type = Get("PolicyType");
            return type == TypeOf(name) ? name
                : type is Custom or System ? throw new OssException(RamErrors.NoSuchPolicy, "Name", name)
                : throw new OssException(RpcErrors.PolicyType);
        }
    }

    public static string TypeOf(string policy) => SystemPolicies.Find(policy) is null ? Custom : System;

    /// <summary>The value of a parameter that must be there.</summary>
    public string Get(string name) => request.Get(name);

    /// <summary>The value of a parameter, or null.</summary>
    public string? Find(string name) => request.Find(name);

    /// <summary>A resource such as user/alice.</summary>
    public AccessResource Resource(string kind, string name) => AccessResource.OfRam(Account, $"{kind}/{name}");

    /// <summary>A policy; those that are there from the start are of no account.</summary>
    public AccessResource Policy(string name) =>
        AccessResource.OfRam(TypeOf(name) == System ? "system" : Account, $"policy/{name}");
}
