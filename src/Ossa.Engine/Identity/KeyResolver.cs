using System.Collections.Concurrent;
using Ossa.Protocol.Signing;

namespace Ossa.Engine.Identity;

/// <summary>
/// Finds out what stands behind an access key. What was found once is used again for as long as nobody changed any user, group, key or
/// policy: the epoch is read for every request, so that a change holds for the very next one.
/// </summary>
public sealed class KeyResolver
{
    private const int MaxKnown = 10_000;

    private readonly IdentityRows _rows;
    private readonly KeyStore _keys;
    private readonly UserStore _users;
    private readonly GroupStore _groups;
    private readonly PolicyStore _policies;
    private readonly ConcurrentDictionary<string, (ulong Epoch, KnownKey Key)> _known = new(StringComparer.Ordinal);

    internal KeyResolver(IdentityRows rows, KeyStore keys, UserStore users, GroupStore groups, PolicyStore policies)
    {
        _rows = rows;
        _keys = keys;
        _users = users;
        _groups = groups;
        _policies = policies;
    }

    /// <summary>The key of this id, or null when there is none.</summary>
    public async ValueTask<KnownKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var epoch = await _rows.EpochAsync(cancellationToken);
            if (_known.TryGetValue(id, out var known) && known.Epoch == epoch)
            {
                return known.Key;
            }

            if (await _keys.FindAsync(id, cancellationToken) is not { } key)
            {
                return null;
            }

            var found = await DescribeAsync(key, cancellationToken);
            // What was read in several steps is one state only if nothing changed meanwhile.
            if (await _rows.EpochAsync(cancellationToken) == epoch)
            {
                return found is null ? null : Remember(epoch, found);
            }
        }
    }

    /// <summary>The user of this name with what it may do now, or null when there is none.</summary>
    public async ValueTask<KnownUser?> FindUserAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            var epoch = await _rows.EpochAsync(cancellationToken);
            var found = await DescribeAsync(name, cancellationToken);
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
        if (await DescribeAsync(key.UserName, cancellationToken) is not { } known)
        {
            return null;
        }

        var secret = await _keys.OpenSecretAsync(key, cancellationToken);
        return new KnownKey(key.Id, new SigningSecret(secret), key.IsActive, known.User, known.Policies);
    }

    private async ValueTask<KnownUser?> DescribeAsync(string userName, CancellationToken cancellationToken)
    {
        if (await _users.FindAsync(userName, cancellationToken) is not { } user)
        {
            return null;
        }

        var names = new List<string>(user.Policies);
        foreach (var group in user.Groups)
        {
            if (await _groups.FindAsync(group, cancellationToken) is not { } found)
            {
                return null;
            }

            names.AddRange(found.Policies);
        }

        if (await _policies.UnderstandAsync(names, cancellationToken) is not { } policies)
        {
            return null;
        }

        return new KnownUser(user, policies);
    }
}
