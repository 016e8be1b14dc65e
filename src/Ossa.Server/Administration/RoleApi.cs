using System.Globalization;
using Ossa.Engine.Identity;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Administration;

/// <summary>The admin API's operations on roles.</summary>
internal static class RoleApi
{
    public static readonly IReadOnlyList<AdminOperation> Operations =
    [
        IdentityApi.Get(
            "ListRoles",
            "Lists the roles.",
            AdminApi.Roles,
            [],
            () => IdentityJson.Default.IReadOnlyListRole,
            (store, _, stop) => IdentityApi.ToListAsync(store.Roles.ListAsync(stop), stop)
        ),
        IdentityApi.Get(
            "GetRole",
            "Tells one role.",
            AdminApi.Role,
            [AdminApi.Name],
            () => IdentityJson.Default.Role,
            (store, p, stop) => IdentityApi.Of(store.Roles.GetAsync(p[0], stop))
        ),
        IdentityApi.Post(
            "CreateRole",
            "Makes a role.",
            AdminApi.Roles,
            [AdminApi.Name, AdminApi.Document, AdminApi.Description, AdminApi.MaxSession],
            () => IdentityJson.Default.Role,
            (store, p, stop) => IdentityApi.Of(CreateAsync(store, p, stop))
        ),
        IdentityApi.Put(
            "TrustByRole",
            "Says anew who may assume a role.",
            AdminApi.RoleTrust,
            [AdminApi.Name, AdminApi.Document],
            (store, p, stop) => store.Roles.TrustAsync(p[0], p[1], stop)
        ),
        IdentityApi.Delete(
            "DeleteRole",
            "Deletes a role without policies.",
            AdminApi.Roles,
            [AdminApi.Name],
            (store, p, stop) => store.Roles.DeleteAsync(p[0], stop)
        ),
        .. IdentityApi.Tie(
            "AttachPolicyToRole",
            "Attaches a policy to a role.",
            "DetachPolicyFromRole",
            "Takes a policy away from a role.",
            AdminApi.RolePolicies,
            [AdminApi.Role, AdminApi.Policy],
            store => store.Roles.AttachAsync,
            store => store.Roles.DetachAsync
        ),
    ];

    private static ValueTask<Role> CreateAsync(IdentityStore store, string[] values, CancellationToken stop) =>
        int.TryParse(values[3], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? store.Roles.CreateAsync(values[0], values[1], values[2] == "-" ? "" : values[2], seconds, stop)
            : throw new OssException(RamErrors.InvalidSessionDuration, "Name", values[0]);
}
