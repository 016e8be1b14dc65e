using System.Text.Json.Serialization.Metadata;
using Ossa.Engine.Identity;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// The admin API's operations on users, groups, roles, keys and policies. Names stand in the query, which the signature covers, and so does a
/// policy's document. All of it is in the account whose root asks.
/// </summary>
internal static class IdentityApi
{
    public static readonly IReadOnlyList<AdminOperation> Operations =
    [
        Get(
            "ListUsers",
            "Lists the users.",
            AdminApi.Users,
            [],
            () => IdentityJson.Default.IReadOnlyListUser,
            (store, _, stop) => ToListAsync(store.Users.ListAsync(stop), stop)
        ),
        Post(
            "CreateUser",
            "Makes a user.",
            AdminApi.Users,
            [AdminApi.Name],
            () => IdentityJson.Default.User,
            (store, p, stop) => Of(store.Users.CreateAsync(p[0], stop))
        ),
        Delete(
            "DeleteUser",
            "Deletes a user.",
            AdminApi.Users,
            [AdminApi.Name],
            (store, p, stop) => store.Users.DeleteAsync(p[0], stop)
        ),
        Get(
            "ListAccessKeys",
            "Lists the access keys of a user, without their secrets.",
            AdminApi.Keys,
            [AdminApi.User],
            () => IdentityJson.Default.IReadOnlyListUserKey,
            (store, p, stop) => Of(store.Keys.ListAsync(p[0], stop))
        ),
        Post(
            "CreateAccessKey",
            "Makes an access key for a user. Its secret is told this once.",
            AdminApi.Keys,
            [AdminApi.User],
            () => IdentityJson.Default.NewUserKey,
            (store, p, stop) => Of(store.Keys.CreateAsync(p[0], stop))
        ),
        Put(
            "EnableAccessKey",
            "Lets an access key sign.",
            AdminApi.EnabledKeys,
            [AdminApi.Id],
            (store, p, stop) => store.Keys.ActivateAsync(p[0], true, stop)
        ),
        Delete(
            "DisableAccessKey",
            "Keeps an access key from signing.",
            AdminApi.EnabledKeys,
            [AdminApi.Id],
            (store, p, stop) => store.Keys.ActivateAsync(p[0], false, stop)
        ),
        Delete(
            "DeleteAccessKey",
            "Deletes an access key.",
            AdminApi.Keys,
            [AdminApi.Id],
            (store, p, stop) => store.Keys.DeleteAsync(p[0], stop)
        ),
        Get(
            "ListPolicies",
            "Lists the policies, those of the system first.",
            AdminApi.Policies,
            [],
            () => IdentityJson.Default.IReadOnlyListManagedPolicy,
            (store, _, stop) => ListPoliciesAsync(store, stop)
        ),
        Get(
            "GetPolicy",
            "Tells one policy.",
            AdminApi.Policy,
            [AdminApi.Name],
            () => IdentityJson.Default.ManagedPolicy,
            (store, p, stop) => Of(store.Policies.GetAsync(p[0], stop))
        ),
        Post(
            "PutPolicy",
            "Writes a policy, in place of the one of that name if there is one.",
            AdminApi.Policies,
            [AdminApi.Name, AdminApi.Document],
            () => IdentityJson.Default.ManagedPolicy,
            (store, p, stop) => Of(store.Policies.PutAsync(p[0], p[1], stop))
        ),
        Delete(
            "DeletePolicy",
            "Deletes a policy.",
            AdminApi.Policies,
            [AdminApi.Name],
            (store, p, stop) => store.Policies.DeleteAsync(p[0], stop)
        ),
        .. Tie(
            "AttachPolicyToUser",
            "Attaches a policy to a user.",
            "DetachPolicyFromUser",
            "Takes a policy away from a user.",
            AdminApi.UserPolicies,
            [AdminApi.User, AdminApi.Policy],
            store => store.Users.AttachAsync,
            store => store.Users.DetachAsync
        ),
        Get(
            "ListGroups",
            "Lists the groups of users.",
            AdminApi.Groups,
            [],
            () => IdentityJson.Default.IReadOnlyListUserGroup,
            (store, _, stop) => ToListAsync(store.Groups.ListAsync(stop), stop)
        ),
        Post(
            "CreateGroup",
            "Makes a group of users.",
            AdminApi.Groups,
            [AdminApi.Name],
            () => IdentityJson.Default.UserGroup,
            (store, p, stop) => Of(store.Groups.CreateAsync(p[0], stop))
        ),
        Delete(
            "DeleteGroup",
            "Deletes a group.",
            AdminApi.Groups,
            [AdminApi.Name],
            (store, p, stop) => store.Groups.DeleteAsync(p[0], stop)
        ),
        .. Tie(
            "AttachPolicyToGroup",
            "Attaches a policy to a group.",
            "DetachPolicyFromGroup",
            "Takes a policy away from a group.",
            AdminApi.GroupPolicies,
            [AdminApi.Group, AdminApi.Policy],
            store => store.Groups.AttachAsync,
            store => store.Groups.DetachAsync
        ),
        .. Tie(
            "AddUserToGroup",
            "Puts a user into a group.",
            "RemoveUserFromGroup",
            "Takes a user out of a group.",
            AdminApi.Members,
            [AdminApi.User, AdminApi.Group],
            store => store.Users.JoinAsync,
            store => store.Users.LeaveAsync
        ),
        .. RoleApi.Operations,
    ];

    internal static AdminCall Get(
        string name,
        string summary,
        string path,
        string[] parameters,
        Func<JsonTypeInfo> answer,
        Func<IdentityStore, string[], CancellationToken, Task<object?>> call
    ) => new(name, summary, "GET", path, parameters, answer, Asking(call)) { ForAccounts = true };

    internal static AdminCall Post(
        string name,
        string summary,
        string path,
        string[] parameters,
        Func<JsonTypeInfo> answer,
        Func<IdentityStore, string[], CancellationToken, Task<object?>> call
    ) => new(name, summary, "POST", path, parameters, answer, Asking(call)) { ForAccounts = true };

    internal static AdminCall Put(
        string name,
        string summary,
        string path,
        string[] parameters,
        Func<IdentityStore, string[], CancellationToken, ValueTask> call
    ) => new(name, summary, "PUT", path, parameters, null, Doing(call)) { ForAccounts = true };

    internal static AdminCall Delete(
        string name,
        string summary,
        string path,
        string[] parameters,
        Func<IdentityStore, string[], CancellationToken, ValueTask> call
    ) => new(name, summary, "DELETE", path, parameters, null, Doing(call)) { ForAccounts = true };

    /// <summary>Two names that are tied together, and untied.</summary>
    internal static AdminCall[] Tie(
        string tie,
        string tieSummary,
        string untie,
        string untieSummary,
        string path,
        string[] parameters,
        Func<IdentityStore, Func<string, string, CancellationToken, ValueTask>> tying,
        Func<IdentityStore, Func<string, string, CancellationToken, ValueTask>> untying
    ) =>
        [
            Put(tie, tieSummary, path, parameters, (store, p, stop) => tying(store)(p[0], p[1], stop)),
            Delete(untie, untieSummary, path, parameters, (store, p, stop) => untying(store)(p[0], p[1], stop)),
        ];

    private static Func<OssContext, string[], Task<object?>> Asking(
        Func<IdentityStore, string[], CancellationToken, Task<object?>> call
    ) => (context, values) => call(context.Identities, values, context.Aborted);

    private static Func<OssContext, string[], Task<object?>> Doing(
        Func<IdentityStore, string[], CancellationToken, ValueTask> call
    ) =>
        async (context, values) =>
        {
            await call(context.Identities, values, context.Aborted);
            return null;
        };

    internal static async Task<object?> Of<T>(ValueTask<T> call) => await call;

    internal static async Task<object?> ToListAsync<T>(IAsyncEnumerable<T> all, CancellationToken stop) =>
        await all.ToListAsync(stop);

    private static async Task<object?> ListPoliciesAsync(IdentityStore store, CancellationToken stop) =>
        (List<ManagedPolicy>)[.. SystemPolicies.All, .. await store.Policies.ListAsync(stop).ToListAsync(stop)];
}
