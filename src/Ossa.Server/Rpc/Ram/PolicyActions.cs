using System.Text.Json.Nodes;
using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc.Ram;

/// <summary>The actions on policies. A policy has one version, which 'ossa policy put' writes anew.</summary>
internal static class PolicyActions
{
    public static readonly IReadOnlyList<RpcOperation> All =
    [
        new RamAction(
            "CreatePolicy",
            ["PolicyName", "PolicyDocument", "Description"],
            call => [call.Resource("policy", "*")],
            async call =>
            {
                var policy = await call.Store.Policies.CreateAsync(
                    call.Get("PolicyName"),
                    call.Get("PolicyDocument"),
                    call.Find("Description") ?? "",
                    call.Stop
                );
                return new JsonObject { ["Policy"] = RamShapes.Of(policy) };
            }
        ),
        new RamAction("GetPolicy", ["PolicyName", "PolicyType"], Named, GetAsync),
        new RamAction(
            "GetPolicyVersion",
            ["PolicyName", "PolicyType", "VersionId"],
            Named,
            async call =>
            {
                var policy = await call.Store.Policies.GetAsync(call.PolicyName, call.Stop);
                return call.Get("VersionId") == RamShapes.Version
                    ? new JsonObject { ["PolicyVersion"] = RamShapes.VersionOf(policy) }
                    : throw new OssException(RamErrors.NoSuchPolicyVersion, "Name", policy.Name);
            }
        ),
        new RamAction(
            "ListPolicyVersions",
            ["PolicyName", "PolicyType"],
            Named,
            async call =>
            {
                var policy = await call.Store.Policies.GetAsync(call.PolicyName, call.Stop);
                return RamShapes.List("PolicyVersions", "PolicyVersion", [RamShapes.VersionOf(policy)]);
            }
        ),
        new RamAction(
            "ListPolicies",
            ["PolicyType", .. RamPage.Parameters],
            call => [call.Resource("policy", "*")],
            ListAsync
        ),
        new RamAction(
            "DeletePolicy",
            ["PolicyName"],
            call => [call.Policy(call.Get("PolicyName"))],
            async call =>
            {
                await call.Store.Policies.DeleteAsync(call.Get("PolicyName"), call.Stop);
                return null;
            }
        ),
    ];

    private static IReadOnlyList<AccessResource> Named(RamCall call) => [call.Policy(call.Get("PolicyName"))];

    private static async Task<JsonObject?> GetAsync(RamCall call)
    {
        var policy = await call.Store.Policies.GetAsync(call.PolicyName, call.Stop);
        var shape = RamShapes.Of(policy, await call.Store.Policies.CountAttachmentsAsync(call.Stop));
        shape["PolicyDocument"] = policy.Json;
        return new JsonObject { ["Policy"] = shape, ["DefaultPolicyVersion"] = RamShapes.VersionOf(policy) };
    }

    private static async Task<JsonObject?> ListAsync(RamCall call)
    {
        var type = call.Find("PolicyType");
        if (type is not (null or "Custom" or "System"))
        {
            throw new OssException(RpcErrors.PolicyType);
        }

        var attachments = await call.Store.Policies.CountAttachmentsAsync(call.Stop);
        var policies = await call.Store.Policies.ListAsync(call.Stop).ToListAsync(call.Stop);
        policies.AddRange(SystemPolicies.All);
        return await RamPage.OfAsync(
            call,
            "Policies",
            "Policy",
            policies
                .Where(policy => type is null || RamCall.TypeOf(policy.Name) == type)
                .OrderBy(policy => policy.Name, StringComparer.Ordinal)
                .ToAsyncEnumerable(),
            policy => policy.Name,
            policy => RamShapes.Of(policy, attachments)
        );
    }
}
