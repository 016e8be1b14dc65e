using Ossa.Engine.Accounts;
using Ossa.Engine.Identity;

namespace Ossa.Engine.Checking;

/// <summary>What accounts, users, groups, roles and keys name that is not there.</summary>
internal static class IdentityReferences
{
    /// <summary>Each as a sentence.</summary>
    public static IEnumerable<string> ListBroken(IdentityView view) =>
        [
            .. view.Accounts.SelectMany(ListBroken),
            .. view.Keys.Values.OfType<UserKey>().Select(key => Broken(key, view)).OfType<string>(),
            .. view.FurtherAccounts.Values.OfType<Account>().SelectMany(account => ListBroken(account, view)),
            .. from name in view.AccountNames
            where name.Value is { } id && !view.FurtherAccounts.ContainsKey(id)
            select $"the name '{name.Key}' is of the account {name.Value}, which is not there",
        ];

    private static IEnumerable<string> ListBroken(AccountView account)
    {
        var policies = account.Policies.Keys.Concat(SystemPolicies.All.Select(policy => policy.Name)).ToHashSet();
        var groups = account.Groups.Keys.ToHashSet();
        return
        [
            .. Of("group", account.Groups.Values, group => group.Policies, "policy", policies),
            .. Of("user", account.Users.Values, user => user.Policies, "policy", policies),
            .. Of("user", account.Users.Values, user => user.Groups, "group", groups),
            .. Of("role", account.Roles.Values, role => role.Policies, "policy", policies),
        ];

        IEnumerable<string> Of<T>(
            string holder,
            IEnumerable<T?> all,
            Func<T, IReadOnlyList<string>> named,
            string kind,
            HashSet<string> known
        )
            where T : PolicyHolder =>
            from one in all.OfType<T>()
            from name in named(one)
            where !known.Contains(name)
            select $"{account.Place}the {holder} '{one.Name}' has the {kind} '{name}', which is not there";
    }

    private static IEnumerable<string> ListBroken(Account account, IdentityView view) =>
        [
            .. account
                .RootKeyIds.Where(id => !view.Keys.ContainsKey(id))
                .Select(id => $"the account '{account.Name}' has the root key {id}, which is not there"),
            .. view.AccountNames.ContainsKey(account.Name)
                ? Array.Empty<string>()
                : [$"the account '{account.Name}' is not found by its name"],
        ];

    private static string? Broken(UserKey key, IdentityView view) =>
        view.Accounts.FirstOrDefault(account => account.Rows.Account == key.Account) is not { } account
            ? $"the access key {key.Id} is of the account {key.Account}, which is not there"
        : key.IsRoot || account.Users.ContainsKey(key.UserName) ? null
        : $"{account.Place}the access key {key.Id} is of the user '{key.UserName}', who is not there";
}
