using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity.Transfer;

/// <summary>Whether a document is one by itself: names, ids, policies, bounds, and nothing twice. What a store has does not matter here.</summary>
internal sealed class IdentityDocumentCheck(IdentityDocument document, ProblemList problems)
{
    private const int IdDigits = 18;

    public void Run()
    {
        RefuseDoubles("policy", document.Policies.Select(policy => policy.Name));
        RefuseDoubles("group", document.Groups.Select(group => group.Name));
        RefuseDoubles("user", document.Users.Select(user => user.Name));
        RefuseDoubles("role", document.Roles.Select(role => role.Name));
        RefuseDoubles("user id", document.Users.Select(user => user.Id));
        RefuseDoubles("role id", document.Roles.Select(role => role.Id));
        RefuseDoubles("access key", document.Users.SelectMany(user => user.Keys).Select(key => key.Id));
        foreach (var policy in document.Policies)
        {
            var what = $"policy '{policy.Name}'";
            problems.Try(what, () => PolicyStore.Check(policy.Name, policy.Document));
            problems.Try(what, () => IdentityNames.CheckDescription(policy.Name, policy.Description));
        }

        foreach (var group in document.Groups)
        {
            var what = $"group '{group.Name}'";
            problems.Try(what, () => IdentityNames.CheckGroup(group.Name));
            problems.Try(what, () => IdentityNames.CheckComments(group.Name, group.Comments));
            CheckPolicies(what, group.Policies);
        }

        foreach (var user in document.Users)
        {
            Check(user);
        }

        foreach (var role in document.Roles)
        {
            var what = $"role '{role.Name}'";
            problems.Try(what, () => IdentityNames.CheckRole(role.Name));
            problems.Try(what, () => RoleStore.Check(IdentityEntries.ToRole(role)));
            CheckId(what, role.Id, IdentityIds.OfRoles);
            CheckPolicies(what, role.Policies);
        }
    }

    private void Check(UserEntry user)
    {
        var what = $"user '{user.Name}'";
        problems.Try(what, () => UserStore.Check(IdentityEntries.ToUser(user)));
        CheckId(what, user.Id, IdentityIds.OfUsers);
        CheckPolicies(what, user.Policies);
        CheckNames(what, "group", user.Groups, Limits.MaxGroupsOfUser, RamErrors.TooManyGroups);
        if (user.Keys.Count > Limits.MaxKeysOfUser)
        {
            problems.Add($"{what}: {RamErrors.TooManyKeys.Message}");
        }

        foreach (var key in user.Keys)
        {
            if (!IdentityIds.IsKey(key.Id))
            {
                problems.Add($"{what}: '{key.Id}' is no id of a user's access key.");
            }

            if (key.Secret is { } secret && !IdentityIds.IsSecret(secret))
            {
                problems.Add($"{what}: the secret of '{key.Id}' is none.");
            }
        }
    }

    private void CheckPolicies(string what, IReadOnlyList<string> names) =>
        CheckNames(what, "policy", names, Limits.MaxPoliciesOfUser, RamErrors.TooManyPolicies);

    private void CheckNames(string what, string kind, IReadOnlyList<string> names, int most, OssError tooMany)
    {
        if (names.Count > most)
        {
            problems.Add($"{what}: {tooMany.Message}");
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            problems.Add($"{what}: it has a {kind} twice.");
        }
    }

    private void CheckId(string what, string id, char kind)
    {
        if (id.Length != IdDigits || id[0] != kind || !id.All(char.IsAsciiDigit))
        {
            problems.Add($"{what}: its id has {IdDigits} digits and begins with {kind}.");
        }
    }

    private void RefuseDoubles(string kind, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !seen.Add(name)))
        {
            problems.Add($"{kind} '{name}': it is there twice.");
        }
    }
}
