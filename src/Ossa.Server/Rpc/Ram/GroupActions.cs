using System.Text.Json.Nodes;
using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc.Ram;

/// <summary>The actions on groups, and on who is in them.</summary>
internal static class GroupActions
{
    public static readonly IReadOnlyList<RpcOperation> All =
    [
        new RamAction(
            "CreateGroup",
            ["GroupName", "Comments"],
            call => [call.Resource("group", "*")],
            async call =>
                Tell(await call.Store.Groups.CreateAsync(call.Get("GroupName"), call.Find("Comments") ?? "", call.Stop))
        ),
        new RamAction(
            "GetGroup",
            ["GroupName"],
            Named,
            async call => Tell(await call.Store.Groups.GetAsync(call.Get("GroupName"), call.Stop))
        ),
        new RamAction(
            "ListGroups",
            RamPage.Parameters,
            call => [call.Resource("group", "*")],
            call =>
                RamPage.OfAsync(
                    call,
                    "Groups",
                    "Group",
                    call.Store.Groups.ListAsync(call.Stop),
                    group => group.Name,
                    RamShapes.Of
                )
        ),
        new RamAction("DeleteGroup", ["GroupName"], Named, DeleteAsync),
        new RamAction("AddUserToGroup", ["UserName", "GroupName"], UserAndGroup, AddAsync),
        new RamAction(
            "RemoveUserFromGroup",
            ["UserName", "GroupName"],
            UserAndGroup,
            async call =>
            {
                await call.Store.Users.LeaveAsync(call.Get("UserName"), call.Get("GroupName"), call.Stop);
                return null;
            }
        ),
        new RamAction(
            "ListGroupsForUser",
            ["UserName"],
            call => [call.Resource("user", call.Get("UserName"))],
            ListOfUserAsync
        ),
        new RamAction("ListUsersForGroup", ["GroupName", .. RamPage.Parameters], Named, ListUsersAsync),
    ];

    private static IReadOnlyList<AccessResource> Named(RamCall call) => [call.Resource("group", call.Get("GroupName"))];

    private static IReadOnlyList<AccessResource> UserAndGroup(RamCall call) =>
        [call.Resource("user", call.Get("UserName")), .. Named(call)];

    private static JsonObject Tell(UserGroup group) => new() { ["Group"] = RamShapes.Of(group) };

    /// <summary>As with RAM, a group goes once nothing hangs on it.</summary>
    private static async Task<JsonObject?> DeleteAsync(RamCall call)
    {
        var group = await call.Store.Groups.GetAsync(call.Get("GroupName"), call.Stop);
        if (group.Policies.Count > 0)
        {
            throw new OssException(RamErrors.GroupHasPolicies, "Name", group.Name);
        }

        await call.Store.Groups.DeleteAsync(group.Name, call.Stop);
        return null;
    }

    private static async Task<JsonObject?> AddAsync(RamCall call)
    {
        var (user, group) = (await call.Store.Users.GetAsync(call.Get("UserName"), call.Stop), call.Get("GroupName"));
        if (user.Groups.Contains(group))
        {
            throw new OssException(RamErrors.UserInGroup, "Name", user.Name);
        }

        await call.Store.Users.JoinAsync(user.Name, group, call.Stop);
        return null;
    }

    private static async Task<JsonObject?> ListOfUserAsync(RamCall call)
    {
        var groups = new List<JsonObject>();
        foreach (var name in (await call.Store.Users.GetAsync(call.Get("UserName"), call.Stop)).Groups)
        {
            groups.Add(RamShapes.Of(await call.Store.Groups.GetAsync(name, call.Stop)));
        }

        return RamShapes.List("Groups", "Group", groups);
    }

    private static async Task<JsonObject?> ListUsersAsync(RamCall call)
    {
        var group = await call.Store.Groups.GetAsync(call.Get("GroupName"), call.Stop);
        return await RamPage.OfAsync(
            call,
            "Users",
            "User",
            call.Store.Users.ListAsync(call.Stop).Where(user => user.Groups.Contains(group.Name)),
            user => user.Name,
            user => new JsonObject { ["UserName"] = user.Name, ["DisplayName"] = user.DisplayName }
        );
    }
}
