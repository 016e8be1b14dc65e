using System.Globalization;
using System.Text.Json.Nodes;
using Ossa.Engine;
using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc.Ram;

/// <summary>The actions on roles.</summary>
internal static class RoleActions
{
    public static readonly IReadOnlyList<RpcOperation> All =
    [
        new RamAction(
            "CreateRole",
            ["RoleName", "AssumeRolePolicyDocument", "Description", "MaxSessionDuration"],
            call => [call.Resource("role", "*")],
            async call =>
                Tell(
                    call,
                    await call.Store.Roles.CreateAsync(
                        call.Get("RoleName"),
                        call.Get("AssumeRolePolicyDocument"),
                        call.Find("Description") ?? "",
                        SecondsOf(call, "MaxSessionDuration") ?? Limits.MinRoleSessionSeconds,
                        call.Stop
                    )
                )
        ),
        new RamAction(
            "GetRole",
            ["RoleName"],
            Named,
            async call => Tell(call, await call.Store.Roles.GetAsync(call.Get("RoleName"), call.Stop))
        ),
        new RamAction(
            "ListRoles",
            RamPage.Parameters,
            call => [call.Resource("role", "*")],
            call =>
                RamPage.OfAsync(
                    call,
                    "Roles",
                    "Role",
                    call.Store.Roles.ListAsync(call.Stop),
                    role => role.Name,
                    role => RamShapes.Of(role, call.Account)
                )
        ),
        new RamAction(
            "UpdateRole",
            ["RoleName", "NewAssumeRolePolicyDocument", "NewDescription", "NewMaxSessionDuration"],
            Named,
            async call =>
                Tell(
                    call,
                    await call.Store.Roles.UpdateAsync(
                        call.Get("RoleName"),
                        call.Find("NewAssumeRolePolicyDocument"),
                        call.Find("NewDescription"),
                        SecondsOf(call, "NewMaxSessionDuration"),
                        call.Stop
                    )
                )
        ),
        new RamAction(
            "DeleteRole",
            ["RoleName"],
            Named,
            async call =>
            {
                await call.Store.Roles.DeleteAsync(call.Get("RoleName"), call.Stop);
                return null;
            }
        ),
    ];

    private static IReadOnlyList<AccessResource> Named(RamCall call) => [call.Resource("role", call.Get("RoleName"))];

    private static JsonObject Tell(RamCall call, Role role) =>
        new() { ["Role"] = RamShapes.WithTrust(role, call.Account) };

    private static int? SecondsOf(RamCall call, string parameter) =>
        call.Find(parameter) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw new OssException(RamErrors.InvalidSessionDuration, "Name", call.Get("RoleName"));
}
