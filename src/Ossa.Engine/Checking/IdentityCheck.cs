using Ossa.Engine.Identity;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads users, groups, roles, policies and keys, and looks for what they name that is not there.</summary>
/// <remarks>
/// What is attached is never taken away: the policy that is missing may have been one that denies. Only a user's own list of keys is put right,
/// since the rows of the keys say the same.
/// </remarks>
internal sealed class IdentityCheck(CheckRun run)
{
    private const int MaxTries = 5;

    private readonly IdentityRows _rows = new(run.Metadata);
    private readonly SecretCheck _secrets = new(run);

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (await _rows.GetAsync(IdentityRows.EpochKey, cancellationToken) is { Length: not sizeof(ulong) })
        {
            await ReportAsync(
                FindingKind.UnreadableRow,
                "the epoch of users and policies cannot be read: it is no number"
            );
            return;
        }

        IdentityView? view = null;
        for (var tries = 0; view is null && tries < MaxTries; tries++)
        {
            view = await IdentityView.TryReadAsync(_rows, cancellationToken);
        }

        if (view is null)
        {
            run.CountUnsettled();
            return;
        }

        foreach (var why in view.Unreadable)
        {
            await ReportAsync(FindingKind.UnreadableRow, why);
        }

        foreach (var why in ListBroken(view))
        {
            await ReportAsync(FindingKind.BrokenReference, why);
        }

        foreach (var user in view.Users.Values.OfType<User>())
        {
            await CheckListAsync(user, view, cancellationToken);
        }

        foreach (var (id, key) in view.Keys)
        {
            if (
                key is not null
                && await _secrets.ExamineAsync(id, key.SealedSecret, cancellationToken) is { } locked
                && await _rows.GetAsync(IdentityRows.Key(id), cancellationToken) is { } row
                && IdentityCodec.DecodeKey(row).SealedSecret.AsSpan().SequenceEqual(key.SealedSecret)
            )
            {
                await run.ReportAsync(locked, cancellationToken);
            }
        }

        ValueTask ReportAsync(FindingKind kind, string why) =>
            run.ReportAsync(new Finding(kind, why), cancellationToken);
    }

    private static IEnumerable<string> ListBroken(IdentityView view)
    {
        var policies = view.Policies.Keys.Concat(SystemPolicies.All.Select(policy => policy.Name)).ToHashSet();
        var groups = view.Groups.Keys.ToHashSet();
        return
        [
            .. Of("group", view.Groups.Values, group => group.Policies, "policy", policies),
            .. Of("user", view.Users.Values, user => user.Policies, "policy", policies),
            .. Of("user", view.Users.Values, user => user.Groups, "group", groups),
            .. Of("role", view.Roles.Values, role => role.Policies, "policy", policies),
            .. view
                .Keys.Values.OfType<UserKey>()
                .Where(key => !view.Users.ContainsKey(key.UserName))
                .Select(key => $"the access key {key.Id} is of the user '{key.UserName}', who is not there"),
        ];

        static IEnumerable<string> Of<T>(
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
            select $"the {holder} '{one.Name}' has the {kind} '{name}', which is not there";
    }

    /// <summary>A user's row names the keys of it, and each key names its user.</summary>
    private async ValueTask CheckListAsync(User user, IdentityView view, CancellationToken cancellationToken)
    {
        if (user.KeyIds is not { } listed)
        {
            return;
        }

        string[] gone = [.. listed.Where(id => !view.Keys.ContainsKey(id))];
        string[] unlisted =
        [
            .. view
                .Keys.Values.OfType<UserKey>()
                .Where(key => key.UserName == user.Name && !listed.Contains(key.Id))
                .Select(key => key.Id),
        ];
        if (gone.Length + unlisted.Length == 0)
        {
            return;
        }

        var right = user with { KeyIds = [.. listed.Except(gone), .. unlisted] };
        var repaired = run.Options.Repair && await TryPutAsync(user, right, cancellationToken);
        var why =
            $"the user '{user.Name}' has other access keys than are listed: {string.Join(", ", gone.Concat(unlisted))}";
        await run.ReportAsync(new Finding(FindingKind.BrokenReference, why) { Repaired = repaired }, cancellationToken);
    }

    /// <summary>Whoever changed the user meanwhile, its keys too, has changed its row.</summary>
    private ValueTask<bool> TryPutAsync(User user, User right, CancellationToken cancellationToken) =>
        _rows.TryChangeAsync(
            async batch =>
            {
                var row = IdentityRows.User(user.Name);
                var present = await _rows.GetAsync(row, cancellationToken);
                if (
                    present is null
                    || !IdentityCodec
                        .Encode(IdentityCodec.DecodeUser(present))
                        .SequenceEqual(IdentityCodec.Encode(user))
                )
                {
                    return false;
                }

                batch.Put(RowFamily.Record, row, IdentityCodec.Encode(right));
                return true;
            },
            cancellationToken
        );
}
