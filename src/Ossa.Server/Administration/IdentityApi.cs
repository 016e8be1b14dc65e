using Ossa.Engine.Identity;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// The admin API's operations on users, groups, roles, keys and policies. Names stand in the query, which the signature covers, and so does a
/// policy's document.
/// </summary>
internal static class IdentityApi
{
    public static readonly IReadOnlyList<AdminOperation> Operations =
    [
        Get("ListUsers", AdminApi.Users, [], (store, _, stop) => ToListAsync(store.Users.ListAsync(stop), stop)),
        Post(
            "CreateUser",
            AdminApi.Users,
            [AdminApi.Name],
            (store, p, stop) => Of(store.Users.CreateAsync(p[0], stop))
        ),
        Delete("DeleteUser", AdminApi.Users, [AdminApi.Name], (store, p, stop) => store.Users.DeleteAsync(p[0], stop)),
        Get("ListAccessKeys", AdminApi.Keys, [AdminApi.User], (store, p, stop) => Of(store.Keys.ListAsync(p[0], stop))),
        Post(
            "CreateAccessKey",
            AdminApi.Keys,
            [AdminApi.User],
            (store, p, stop) => Of(store.Keys.CreateAsync(p[0], stop))
        ),
        Put(
            "EnableAccessKey",
            AdminApi.EnabledKeys,
            [AdminApi.Id],
            (store, p, stop) => store.Keys.ActivateAsync(p[0], true, stop)
        ),
        Delete(
            "DisableAccessKey",
            AdminApi.EnabledKeys,
            [AdminApi.Id],
            (store, p, stop) => store.Keys.ActivateAsync(p[0], false, stop)
        ),
        Delete("DeleteAccessKey", AdminApi.Keys, [AdminApi.Id], (store, p, stop) => store.Keys.DeleteAsync(p[0], stop)),
        Get("ListPolicies", AdminApi.Policies, [], (store, _, stop) => ListPoliciesAsync(store, stop)),
        Get("GetPolicy", AdminApi.Policy, [AdminApi.Name], (store, p, stop) => Of(store.Policies.GetAsync(p[0], stop))),
        Post(
            "PutPolicy",
            AdminApi.Policies,
            [AdminApi.Name, AdminApi.Document],
            (store, p, stop) => Of(store.Policies.PutAsync(p[0], p[1], stop))
        ),
        Delete(
            "DeletePolicy",
            AdminApi.Policies,
            [AdminApi.Name],
            (store, p, stop) => store.Policies.DeleteAsync(p[0], stop)
        ),
        .. Tie(
            "AttachPolicyToUser",
            "DetachPolicyFromUser",
            AdminApi.UserPolicies,
            [AdminApi.User, AdminApi.Policy],
            store => store.Users.AttachAsync,
            store => store.Users.DetachAsync
        ),
        Get("ListGroups", AdminApi.Groups, [], (store, _, stop) => ToListAsync(store.Groups.ListAsync(stop), stop)),
        Post(
            "CreateGroup",
            AdminApi.Groups,
            [AdminApi.Name],
            (store, p, stop) => Of(store.Groups.CreateAsync(p[0], stop))
        ),
        Delete(
            "DeleteGroup",
            AdminApi.Groups,
            [AdminApi.Name],
            (store, p, stop) => store.Groups.DeleteAsync(p[0], stop)
        ),
        .. Tie(
            "AttachPolicyToGroup",
            "DetachPolicyFromGroup",
            AdminApi.GroupPolicies,
            [AdminApi.Group, AdminApi.Policy],
            store => store.Groups.AttachAsync,
            store => store.Groups.DetachAsync
        ),
        .. Tie(
            "AddUserToGroup",
            "RemoveUserFromGroup",
            AdminApi.Members,
            [AdminApi.User, AdminApi.Group],
            store => store.Users.JoinAsync,
            store => store.Users.LeaveAsync
        ),
        .. RoleApi.Operations,
    ];

    internal static AdminCall Get(
        string name,
        string path,
        string[] parameters,
        Func<IdentityStore, string[], CancellationToken, Task<object?>> call
    ) => new(name, "GET", path, parameters, Asking(call));

    internal static AdminCall Post(
        string name,
        string path,
        string[] parameters,
        Func<IdentityStore, string[], CancellationToken, Task<object?>> call
    ) => new(name, "POST", path, parameters, Asking(call));

    internal static AdminCall Put(
        string name,
        string path,
        string[] parameters,
        Func<IdentityStore, string[], CancellationToken, ValueTask> call
    ) => new(name, "PUT", path, parameters, Doing(call));

    internal static AdminCall Delete(
        string name,
        string path,
        string[] parameters,
        Func<IdentityStore, string[], CancellationToken, ValueTask> call
    ) => new(name, "DELETE", path, parameters, Doing(call));

    /// <summary>Two names that are tied together, and untied.</summary>
    internal static AdminCall[] Tie(
        string tie,
        string untie,
        string path,
        string[] parameters,
        Func<IdentityStore, Func<string, string, CancellationToken, ValueTask>> tying,
        Func<IdentityStore, Func<string, string, CancellationToken, ValueTask>> untying
    ) =>
        [
            Put(tie, path, parameters, (store, p, stop) => tying(store)(p[0], p[1], stop)),
            Delete(untie, path, parameters, (store, p, stop) => untying(store)(p[0], p[1], stop)),
        ];

    private static Func<OssContext, string[], Task<object?>> Asking(
        Func<IdentityStore, string[], CancellationToken, Task<object?>> call
    ) => (context, values) => call(context.Engine.Identities, values, context.Aborted);

    private static Func<OssContext, string[], Task<object?>> Doing(
        Func<IdentityStore, string[], CancellationToken, ValueTask> call
    ) =>
        async (context, values) =>
        {
            await call(context.Engine.Identities, values, context.Aborted);
            return null;
        };

    internal static async Task<object?> Of<T>(ValueTask<T> call) => await call;

    internal static async Task<object?> ToListAsync<T>(IAsyncEnumerable<T> all, CancellationToken stop) =>
        await all.ToListAsync(stop);

    private static async Task<object?> ListPoliciesAsync(IdentityStore store, CancellationToken stop) =>
        (List<ManagedPolicy>)[.. SystemPolicies.All, .. await store.Policies.ListAsync(stop).ToListAsync(stop)];
}
