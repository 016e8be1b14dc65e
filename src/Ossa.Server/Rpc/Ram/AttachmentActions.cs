using System.Text.Json.Nodes;
using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc.Ram;

/// <summary>The actions that attach policies to users, groups and roles, detach and list them: the same three for each.</summary>
internal static class AttachmentActions
{
    public static readonly IReadOnlyList<RpcOperation> All =
    [
        .. Of("User", store => store.Users),
        .. Of("Group", store => store.Groups),
        .. Of("Role", store => store.Roles),
    ];

    private static IReadOnlyList<RpcOperation> Of<T>(string kind, Func<IdentityStore, PolicyHolderStore<T>> holders)
        where T : PolicyHolder
    {
        var parameter = kind + "Name";
        string[] parameters = ["PolicyName", "PolicyType", parameter];
        return
        [
            new RamAction("AttachPolicyTo" + kind, parameters, HolderAndPolicy, AttachAsync),
            new RamAction("DetachPolicyFrom" + kind, parameters, HolderAndPolicy, DetachAsync),
            new RamAction("ListPoliciesFor" + kind, [parameter], call => [Holder(call)], ListAsync),
        ];

        AccessResource Holder(RamCall call) => call.Resource(kind.ToLowerInvariant(), call.Get(parameter));

        IReadOnlyList<AccessResource> HolderAndPolicy(RamCall call) =>
            [Holder(call), call.Policy(call.Get("PolicyName"))];

        async Task<JsonObject?> AttachAsync(RamCall call)
        {
            var (holder, policy) = (await GetAsync(call), call.PolicyName);
            if (holder.Policies.Contains(policy))
            {
                throw new OssException(RamErrors.PolicyAttached(kind), "Name", policy);
            }

            await holders(call.Store).AttachAsync(holder.Name, policy, call.Stop);
            return null;
        }

        async Task<JsonObject?> DetachAsync(RamCall call)
        {
            var (holder, policy) = (await GetAsync(call), call.PolicyName);
            if (!holder.Policies.Contains(policy))
            {
                throw new OssException(RamErrors.NotAttachedTo(kind), "Name", policy);
            }

            await holders(call.Store).DetachAsync(holder.Name, policy, call.Stop);
            return null;
        }

        async Task<JsonObject?> ListAsync(RamCall call)
        {
            var policies = new List<JsonObject>();
            foreach (var name in (await GetAsync(call)).Policies)
            {
                policies.Add(RamShapes.Of(await call.Store.Policies.GetAsync(name, call.Stop)));
            }

            return RamShapes.List("Policies", "Policy", policies);
        }

        ValueTask<T> GetAsync(RamCall call) => holders(call.Store).GetAsync(call.Get(parameter), call.Stop);
    }
}
