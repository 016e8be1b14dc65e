using System.Collections.Concurrent;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Signing;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>
/// Finds out what stands behind an access key. What was found once is used again for as long as nobody changed any user, group, key or
/// policy: the epoch is read for every request, so that a change holds for the very next one.
/// </summary>
public sealed class KeyResolver
{
    private const int MaxKnown = 10_000;

    private readonly IdentityRows _rows;
    private readonly IdentityStores _all;
    private readonly SecretSealer _sealer;
    private readonly ConcurrentDictionary<string, (ulong Epoch, KnownKey Key)> _known = new(StringComparer.Ordinal);

    internal KeyResolver(IdentityRows rows, IdentityStores all, SecretSealer sealer)
    {
        _rows = rows;
        _all = all;
        _sealer = sealer;
    }

    internal CacheCounter Counter { get; } = new("access_keys");

    /// <summary>The key of this id, or null when there is none.</summary>
    public async ValueTask<KnownKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var epoch = await _rows.EpochAsync(cancellationToken);
            if (_known.TryGetValue(id, out var known) && known.Epoch == epoch)
            {
                Counter.Count(isHit: true);
                return known.Key;
            }

            if (await _rows.FindKeyAsync(id, cancellationToken) is not { } key)
            {
                return null;
            }

            var found = await DescribeAsync(key, cancellationToken);
            // What was read in several steps is one state only if nothing changed meanwhile.
            if (await _rows.EpochAsync(cancellationToken) == epoch)
            {
                // Nobody without a key counts.
                Counter.Count(isHit: false);
                return found is null ? null : Remember(epoch, found);
            }
        }
    }

    /// <summary>A user of an account with what it may do now, or null when it is gone or the account is disabled.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="id">The id of the user.</param>
    /// <param name="name">What it was called at some time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<KnownUser?> FindUserAsync(
        string accountId,
        string id,
        string name,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var epoch = await _rows.EpochAsync(cancellationToken);
            var identities = _all.Of(accountId);
            var found = await _all.Accounts.IsActiveAsync(accountId, cancellationToken)
                ? await DescribeAsync(
                    identities,
                    await identities.Users.FindAsync(id, name, cancellationToken),
                    cancellationToken
                )
                : null;
            if (await _rows.EpochAsync(cancellationToken) == epoch)
            {
                return found;
            }
        }
    }

    private KnownKey Remember(ulong epoch, KnownKey key)
    {
        if (_known.Count >= MaxKnown)
        {
            _known.Clear();
        }

        _known[key.Id] = (epoch, key);
        return key;
    }

    /// <summary>The key with all that belongs to it, or null when a part of that is not there: somebody is taking it away.</summary>
    private async ValueTask<KnownKey?> DescribeAsync(UserKey key, CancellationToken cancellationToken)
    {
        var account = key.Account ?? _all.RootAccount;
        var identities = _all.Of(account);
        var user = key.IsRoot ? null : await identities.Users.FindAsync(key.UserName, cancellationToken);
        var known = await DescribeAsync(identities, user, cancellationToken);
        if (known is null && !key.IsRoot)
        {
            return null;
        }

        var isActive = key.IsActive && await _all.Accounts.IsActiveAsync(account, cancellationToken);
        var secret = await _sealer.OpenAsync(key.Id, key.SealedSecret, cancellationToken);
        return new KnownKey(key.Id, new SigningSecret(secret), isActive, account, known);
    }

    private static async ValueTask<KnownUser?> DescribeAsync(
        IdentityStore identities,
        User? user,
        CancellationToken cancellationToken
    )
    {
        if (user is null)
        {
            return null;
        }

        var names = new List<string>(user.Policies);
        foreach (var group in user.Groups)
        {
            if (await identities.Groups.FindAsync(group, cancellationToken) is not { } found)
            {
                return null;
            }

            names.AddRange(found.Policies);
        }

        if (await identities.Policies.UnderstandAsync(names, cancellationToken) is not { } policies)
        {
            return null;
        }

        return new KnownUser(user, policies);
    }
}
