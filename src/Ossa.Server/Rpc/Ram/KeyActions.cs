using System.Text.Json.Nodes;
using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc.Ram;

/// <summary>The actions on access keys of users; without a UserName they are about the caller's own.</summary>
internal static class KeyActions
{
    public static readonly IReadOnlyList<RpcOperation> All =
    [
        new RamAction("CreateAccessKey", ["UserName"], OfUser, CreateAsync),
        new RamAction(
            "ListAccessKeys",
            ["UserName"],
            OfUser,
            async call =>
            {
                var keys = await call.Store.Keys.ListAsync(call.UserOfKeys, call.Stop);
                return RamShapes.List("AccessKeys", "AccessKey", keys.Select(RamShapes.Of));
            }
        ),
        new RamAction("UpdateAccessKey", ["UserName", "UserAccessKeyId", "Status"], OfUser, UpdateAsync),
        new RamAction(
            "DeleteAccessKey",
            ["UserName", "UserAccessKeyId"],
            OfUser,
            async call =>
            {
                await call.Store.Keys.DeleteAsync((await RequireKeyAsync(call)).Id, call.Stop);
                return null;
            }
        ),
        new RamAction("GetAccessKeyLastUsed", ["UserName", "UserAccessKeyId"], OfUser, TellUseAsync),
    ];

    private static IReadOnlyList<AccessResource> OfUser(RamCall call) => [call.Resource("user", call.UserOfKeys)];

    private static async Task<JsonObject?> CreateAsync(RamCall call)
    {
        var made = await call.Store.Keys.CreateAsync(call.UserOfKeys, call.Stop);
        var shape = RamShapes.Of(made.Key);
        shape["AccessKeySecret"] = made.Secret;
        return new JsonObject { ["AccessKey"] = shape };
    }

    private static async Task<JsonObject?> UpdateAsync(RamCall call)
    {
        var isActive = call.Get("Status") switch
        {
            "Active" => true,
            "Inactive" => false,
            _ => throw new OssException(RpcErrors.KeyStatus),
        };
        await call.Store.Keys.ActivateAsync((await RequireKeyAsync(call)).Id, isActive, call.Stop);
        return null;
    }

    private static async Task<JsonObject?> TellUseAsync(RamCall call)
    {
        var key = await RequireKeyAsync(call);
        return new JsonObject { ["AccessKeyLastUsed"] = RamShapes.Of(key.LastUse) };
    }

    /// <summary>The key must be one of the user that the caller was judged by.</summary>
    private static async Task<UserKey> RequireKeyAsync(RamCall call)
    {
        var id = call.Get("UserAccessKeyId");
        var keys = await call.Store.Keys.ListAsync(call.UserOfKeys, call.Stop);
        return keys.FirstOrDefault(key => key.Id == id) ?? throw new OssException(RamErrors.NoSuchKey, "Name", id);
    }
}
