using System.Text.Json.Nodes;
using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc.Ram;

/// <summary>The actions on users.</summary>
internal static class UserActions
{
    public static readonly IReadOnlyList<RpcOperation> All =
    [
        new RamAction(
            "CreateUser",
            ["UserName", "DisplayName", "Comments"],
            call => [call.Resource("user", "*")],
            async call =>
                Tell(
                    await call.Store.Users.CreateAsync(
                        call.Get("UserName"),
                        call.Find("DisplayName") ?? "",
                        call.Find("Comments") ?? "",
                        call.Stop
                    )
                )
        ),
        new RamAction(
            "GetUser",
            ["UserName"],
            Named,
            async call => Tell(await call.Store.Users.GetAsync(call.Get("UserName"), call.Stop))
        ),
        new RamAction(
            "ListUsers",
            RamPage.Parameters,
            call => [call.Resource("user", "*")],
            call =>
                RamPage.OfAsync(
                    call,
                    "Users",
                    "User",
                    call.Store.Users.ListAsync(call.Stop),
                    user => user.Name,
                    RamShapes.Of
                )
        ),
        new RamAction(
            "UpdateUser",
            ["UserName", "NewUserName", "NewDisplayName", "NewComments"],
            // A name that a role trusts is worth something, so to take one must be allowed, too.
            call =>
                [
                    .. Named(call),
                    .. call.Find("NewUserName") is { } taken
                        ? [call.Resource("user", taken)]
                        : Array.Empty<AccessResource>(),
                ],
            async call =>
                Tell(
                    await call.Store.Users.UpdateAsync(
                        call.Get("UserName"),
                        call.Find("NewUserName"),
                        call.Find("NewDisplayName"),
                        call.Find("NewComments"),
                        call.Stop
                    )
                )
        ),
        new RamAction("DeleteUser", ["UserName"], Named, DeleteAsync),
    ];

    private static IReadOnlyList<AccessResource> Named(RamCall call) => [call.Resource("user", call.Get("UserName"))];

    private static JsonObject Tell(User user) => new() { ["User"] = RamShapes.Of(user) };

    /// <summary>As with RAM, a user goes once nothing hangs on it.</summary>
    private static async Task<JsonObject?> DeleteAsync(RamCall call)
    {
        var user = await call.Store.Users.GetAsync(call.Get("UserName"), call.Stop);
        if (user.Policies.Count > 0)
        {
            throw new OssException(RamErrors.UserHasPolicies, "Name", user.Name);
        }

        if (user.Groups.Count > 0)
        {
            throw new OssException(RamErrors.UserHasGroups, "Name", user.Name);
        }

        await call.Store.Users.DeleteAsync(user.Name, call.Stop);
        return null;
    }
}
