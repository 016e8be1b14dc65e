using System.Security.Cryptography;
using System.Text;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Identity.Transfer;

/// <summary>
/// Takes a document in: makes what is missing, leaves alone what is there just so, and changes nothing at all where something else is there
/// under the same name. All of it is one batch.
/// </summary>
internal sealed class IdentityImport(IdentityRows rows, UserStore allUsers, SecretSealer sealer)
{
    /// <summary>Takes it in, or only says what that would do.</summary>
    public async ValueTask<IdentityImportReport> RunAsync(
        IdentityDocument document,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var problems = new ProblemList();
        new IdentityDocumentCheck(document, problems).Run();
        var (plan, isApplied) = (new IdentityPlan(), false);
        if (problems.IsEmpty)
        {
            using var writing = sealer.BeginWrite();
            isApplied = await rows.TryChangeAsync(
                async batch =>
                {
                    plan = new IdentityPlan();
                    problems.Clear();
                    await DecideAsync(document, plan, problems, cancellationToken);
                    if (dryRun || !problems.IsEmpty || plan.IsEmpty)
                    {
                        return false;
                    }

                    await plan.WriteAsync(rows, batch, sealer, cancellationToken);
                    return true;
                },
                cancellationToken
            );
        }

        return new IdentityImportReport(
            isApplied,
            plan.Policies.Count,
            plan.Groups.Count,
            plan.NewUsers,
            plan.Roles.Count,
            plan.Keys.Count,
            plan.Unchanged,
            plan.KeysWithoutSecret,
            problems.Kept,
            problems.More
        );
    }

    private async ValueTask DecideAsync(
        IdentityDocument document,
        IdentityPlan plan,
        ProblemList problems,
        CancellationToken cancellationToken
    )
    {
        var policies = await DecideAsync(
            "policy",
            document.Policies.Select(IdentityEntries.ToPolicy),
            rows.Policy(""),
            row => IdentityCodec.DecodePolicy(row),
            policy => policy.Name,
            (one, other) => IdentityEntries.AreAlike(IdentityEntries.Of(one), IdentityEntries.Of(other)),
            plan.Policies
        );
        var groups = await DecideAsync(
            "group",
            document.Groups.Select(IdentityEntries.ToGroup),
            rows.Group(""),
            row => IdentityCodec.DecodeGroup(row),
            group => group.Name,
            (one, other) => IdentityEntries.AreAlike(IdentityEntries.Of(one), IdentityEntries.Of(other)),
            plan.Groups
        );
        var newUsers = new List<User>();
        var users = await DecideAsync(
            "user",
            document.Users.Select(IdentityEntries.ToUser),
            rows.User(""),
            row => IdentityCodec.DecodeUser(row),
            user => user.Name,
            (one, other) => IdentityEntries.AreAlike(IdentityEntries.Of(one, []), IdentityEntries.Of(other, [])),
            newUsers
        );
        if (rows.AreOfFurtherAccount)
        {
            // Policies of other accounts' buckets may name users by id, and whoever wrote the file may have written any.
            newUsers = newUsers.ConvertAll(user => user with { Id = IdentityIds.NewUser() });
        }

        plan.NewUsers = newUsers.Count;
        newUsers.ForEach(user => plan.Users[user.Name] = user);
        var roles = await DecideAsync(
            "role",
            document.Roles.Select(IdentityEntries.ToRole),
            rows.Role(""),
            row => IdentityCodec.DecodeRole(row),
            role => role.Name,
            (one, other) => IdentityEntries.AreAlike(IdentityEntries.Of(one), IdentityEntries.Of(other)),
            plan.Roles
        );
        if (rows.AreOfFurtherAccount)
        {
            var renewed = plan.Roles.ConvertAll(role => role with { Id = IdentityIds.NewRole() });
            plan.Roles.Clear();
            plan.Roles.AddRange(renewed);
        }

        RefuseTakenIds("user", newUsers.Select(user => (user.Name, user.Id)), users.Values.Select(user => user.Id));
        RefuseTakenIds("role", plan.Roles.Select(role => (role.Name, role.Id)), roles.Values.Select(role => role.Id));
        var policyNames = Names(document.Policies.Select(policy => policy.Name), policies.Keys);
        policyNames.UnionWith(SystemPolicies.All.Select(policy => policy.Name));
        var groupNames = Names(document.Groups.Select(group => group.Name), groups.Keys);
        Require("policy", policyNames, document.Groups.Select(group => ($"group '{group.Name}'", group.Policies)));
        Require("policy", policyNames, document.Users.Select(user => ($"user '{user.Name}'", user.Policies)));
        Require("policy", policyNames, document.Roles.Select(role => ($"role '{role.Name}'", role.Policies)));
        Require("group", groupNames, document.Users.Select(user => ($"user '{user.Name}'", user.Groups)));
        foreach (var user in document.Users)
        {
            await DecideKeysAsync(user, users.GetValueOrDefault(user.Name), plan, problems, cancellationToken);
        }

        // What is there, by name; what is not, and is wanted, is added to the plan.
        async ValueTask<Dictionary<string, T>> DecideAsync<T>(
            string kind,
            IEnumerable<T> wanted,
            byte[] prefix,
            Func<byte[], T> decode,
            Func<T, string> name,
            Func<T, T, bool> areAlike,
            List<T> missing
        )
            where T : class
        {
            var present = await rows.ScanAsync(prefix, cancellationToken)
                .Select(decode)
                .ToDictionaryAsync(name, StringComparer.Ordinal, cancellationToken);
            foreach (var item in wanted)
            {
                if (!present.TryGetValue(name(item), out var there))
                {
                    missing.Add(item);
                }
                else if (areAlike(item, there))
                {
                    plan.Unchanged++;
                }
                else
                {
                    problems.Add($"{kind} '{name(item)}': another one of this name is there.");
                }
            }

            return present;
        }

        void RefuseTakenIds(string kind, IEnumerable<(string Name, string Id)> made, IEnumerable<string> present)
        {
            var taken = present.ToHashSet(StringComparer.Ordinal);
            foreach (var (name, id) in made.Where(entry => taken.Contains(entry.Id)))
            {
                problems.Add($"{kind} '{name}': its id {id} has another one.");
            }
        }

        void Require(
            string kind,
            HashSet<string> known,
            IEnumerable<(string What, IReadOnlyList<string> Names)> attachments
        )
        {
            foreach (var (what, names) in attachments)
            {
                foreach (var name in names.Where(name => !known.Contains(name)))
                {
                    problems.Add($"{what}: there is no {kind} '{name}'.");
                }
            }
        }
    }

    private async ValueTask DecideKeysAsync(
        UserEntry entry,
        User? present,
        IdentityPlan plan,
        ProblemList problems,
        CancellationToken cancellationToken
    )
    {
        var user = present ?? plan.Users.GetValueOrDefault(entry.Name) ?? IdentityEntries.ToUser(entry);
        var ids = (await allUsers.FindKeyIdsAsync(user, cancellationToken)).ToList();
        foreach (var key in entry.Keys)
        {
            if (await rows.FindKeyAsync(key.Id, cancellationToken) is { } there)
            {
                if (IsOf(there, entry.Name) && there.IsActive == key.IsActive && await HasSecretAsync(there, key))
                {
                    plan.Unchanged++;
                }
                else
                {
                    problems.Add($"access key '{key.Id}': another one of this id is there.");
                }
            }
            else if (key.Secret is null)
            {
                plan.KeysWithoutSecret++;
            }
            else
            {
                ids.Add(key.Id);
                plan.Keys.Add((entry.Name, key));
                plan.Users[entry.Name] = user with { KeyIds = [.. ids] };
            }
        }

        if (ids.Count > Limits.MaxKeysOfUser)
        {
            problems.Add($"user '{entry.Name}': {RamErrors.TooManyKeys.Message}");
        }

        async ValueTask<bool> HasSecretAsync(UserKey there, KeyEntry key) =>
            key.Secret is null
            || CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(await sealer.OpenAsync(there.Id, there.SealedSecret, cancellationToken)),
                Encoding.UTF8.GetBytes(key.Secret)
            );
    }

    private bool IsOf(UserKey key, string user) => !key.IsRoot && key.Account == rows.Account && key.UserName == user;

    private static HashSet<string> Names(IEnumerable<string> one, IEnumerable<string> other) =>
        one.Concat(other).ToHashSet(StringComparer.Ordinal);
}
