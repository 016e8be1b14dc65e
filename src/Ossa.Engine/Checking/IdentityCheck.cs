using Ossa.Engine.Identity;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads accounts, users, groups, roles, policies and keys, and looks for what they name that is not there.</summary>
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
            view = await IdentityView.TryReadAsync(run.Metadata, cancellationToken);
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

        foreach (var why in IdentityReferences.ListBroken(view))
        {
            await ReportAsync(FindingKind.BrokenReference, why);
        }

        foreach (var account in view.Accounts)
        {
            foreach (var user in account.Users.Values.OfType<User>())
            {
                await CheckListAsync(user, account, view, cancellationToken);
            }
        }

        foreach (var key in view.Keys.Values.OfType<UserKey>())
        {
            await CheckSecretAsync(key, cancellationToken);
        }

        ValueTask ReportAsync(FindingKind kind, string why) =>
            run.ReportAsync(new Finding(kind, why), cancellationToken);
    }

    private async ValueTask CheckSecretAsync(UserKey key, CancellationToken cancellationToken)
    {
        // One that was changed meanwhile may have been sealed anew, under a key that the keyring had not at first.
        if (
            await _secrets.ExamineAsync(key.Id, key.SealedSecret, cancellationToken) is { } locked
            && await _rows.FindKeyAsync(key.Id, cancellationToken) is { } present
            && IdentityCodec.Encode(present).SequenceEqual(IdentityCodec.Encode(key))
        )
        {
            await run.ReportAsync(locked, cancellationToken);
        }
    }

    /// <summary>A user's row names the keys of it, and each key names its user.</summary>
    private async ValueTask CheckListAsync(
        User user,
        AccountView account,
        IdentityView view,
        CancellationToken cancellationToken
    )
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
                .Where(key =>
                    key.Account == account.Rows.Account && key.UserName == user.Name && !listed.Contains(key.Id)
                )
                .Select(key => key.Id),
        ];
        if (gone.Length + unlisted.Length == 0)
        {
            return;
        }

        var right = user with { KeyIds = [.. listed.Except(gone), .. unlisted] };
        var repaired = run.Options.Repair && await TryPutAsync(account.Rows, user, right, cancellationToken);
        var why =
            $"{account.Place}the user '{user.Name}' has other access keys than are listed: {string.Join(", ", gone.Concat(unlisted))}";
        await run.ReportAsync(new Finding(FindingKind.BrokenReference, why) { Repaired = repaired }, cancellationToken);
    }

    /// <summary>Whoever changed the user meanwhile, its keys too, has changed its row.</summary>
    private static ValueTask<bool> TryPutAsync(
        IdentityRows rows,
        User user,
        User right,
        CancellationToken cancellationToken
    ) =>
        rows.TryChangeAsync(
            async batch =>
            {
                var row = rows.User(user.Name);
                var present = await rows.GetAsync(row, cancellationToken);
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
