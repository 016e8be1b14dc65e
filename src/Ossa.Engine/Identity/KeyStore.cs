using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Keeps the access keys of users. A secret is told once, when it is made, and kept sealed.</summary>
public sealed class KeyStore
{
    private readonly IdentityRows _rows;
    private readonly UserStore _users;
    private readonly KeyUses _uses;
    private readonly SecretSealer _sealer;
    private readonly TimeProvider _time;

    internal KeyStore(IdentityRows rows, UserStore users, KeyUses uses, SecretSealer sealer, TimeProvider time)
    {
        _rows = rows;
        _users = users;
        _uses = uses;
        _sealer = sealer;
        _time = time;
    }

    /// <summary>The keys of a user, the oldest first, with their last use.</summary>
    /// <exception cref="OssException">There is no such user.</exception>
    public async ValueTask<IReadOnlyList<UserKey>> ListAsync(string userName, CancellationToken cancellationToken)
    {
        var keys = new List<UserKey>();
        var user = await _users.GetAsync(userName, cancellationToken);
        foreach (var id in await _users.FindKeyIdsAsync(user, cancellationToken))
        {
            // One that is not there any more was deleted since its user was read.
            if (await FindAsync(id, cancellationToken) is { } key)
            {
                keys.Add(key);
            }
        }

        return [.. keys.OrderBy(key => key.CreatedAt)];
    }

    /// <summary>
    /// A key of this account with its last use: one of a user, or a root key of a further account. Null where there is none: those of other
    /// accounts are not there.
    /// </summary>
    public async ValueTask<UserKey?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _rows.FindKeyAsync(id, cancellationToken) is { } key && key.Account == _rows.Account
            ? key with
            {
                LastUse = await _uses.FindAsync(id, cancellationToken),
            }
            : null;

    /// <summary>Makes a key for a user, who may have two, so that one can be changed for another without a gap.</summary>
    /// <exception cref="OssException">There is no such user, or it has two keys.</exception>
    public async ValueTask<NewUserKey> CreateAsync(string userName, CancellationToken cancellationToken)
    {
        var (id, secret) = IdentityIds.NewKey();
        using var writing = _sealer.BeginWrite();
        var sealedSecret = await _sealer.SealAsync(id, secret, cancellationToken);
        var key = new UserKey(id, userName, _time.GetUtcNow(), IsActive: true)
        {
            Account = _rows.Account,
            SealedSecret = sealedSecret,
        };
        await _rows.ChangeAsync(
            async batch =>
            {
                var user = await _users.GetAsync(userName, cancellationToken);
                var ids = await _users.FindKeyIdsAsync(user, cancellationToken);
                if (ids.Count >= Limits.MaxKeysOfUser)
                {
                    throw new OssException(RamErrors.TooManyKeys, "Name", userName);
                }

                batch
                    .Require(IdentityRows.Key(id), null)
                    .Put(RowFamily.Record, IdentityRows.Key(id), IdentityCodec.Encode(key));
                PutKeyIds(batch, user, [.. ids, id]);
            },
            cancellationToken
        );
        return new NewUserKey(key, secret);
    }

    /// <summary>Lets a key sign, or not; that holds for the very next request.</summary>
    /// <exception cref="OssException">There is no such key.</exception>
    public ValueTask ActivateAsync(string id, bool isActive, CancellationToken cancellationToken) =>
        _rows.ChangeAsync(
            async batch =>
            {
                var key = await GetAsync(id, cancellationToken) with { IsActive = isActive };
                batch.Put(RowFamily.Record, IdentityRows.Key(id), IdentityCodec.Encode(key));
            },
            cancellationToken
        );

    /// <summary>Deletes a key for good; whatever it signed is refused from now on.</summary>
    /// <exception cref="OssException">There is no such key.</exception>
    public ValueTask DeleteAsync(string id, CancellationToken cancellationToken) =>
        _rows.ChangeAsync(
            async batch =>
            {
                var key = await GetAsync(id, cancellationToken);
                IdentityRows.DeleteKey(batch, id);
                if (await _users.FindAsync(key.UserName, cancellationToken) is { } user)
                {
                    var ids = await _users.FindKeyIdsAsync(user, cancellationToken);
                    PutKeyIds(batch, user, [.. ids.Where(other => other != id)]);
                }
            },
            cancellationToken
        );

    private void PutKeyIds(WriteBatch batch, User user, IReadOnlyList<string> ids) =>
        batch.Put(RowFamily.Record, _rows.User(user.Name), IdentityCodec.Encode(user with { KeyIds = ids }));

    private async ValueTask<UserKey> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindOfUserAsync(id, cancellationToken) ?? throw new OssException(RamErrors.NoSuchKey, "Name", id);

    /// <summary>The key of a user of this account, or null when there is none: those of other accounts are not there.</summary>
    private async ValueTask<UserKey?> FindOfUserAsync(string id, CancellationToken cancellationToken) =>
        await _rows.FindKeyAsync(id, cancellationToken) is { IsRoot: false } key && key.Account == _rows.Account
            ? key
            : null;
}
