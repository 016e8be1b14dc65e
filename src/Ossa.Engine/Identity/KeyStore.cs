using System.Security.Cryptography;
using Ossa.Engine.Checking;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>Keeps the access keys of users. A secret is told once, when it is made, and kept sealed.</summary>
public sealed class KeyStore : ISealedSecrets
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private const string IdPrefix = "OSSU";

    private readonly IdentityRows _rows;
    private readonly UserStore _users;
    private readonly SecretSealer _sealer;
    private readonly TimeProvider _time;

    internal KeyStore(IdentityRows rows, UserStore users, SecretSealer sealer, TimeProvider time)
    {
        _rows = rows;
        _users = users;
        _sealer = sealer;
        _time = time;
    }

    /// <summary>The keys of a user, the oldest first.</summary>
    /// <exception cref="OssException">There is no such user.</exception>
    public async ValueTask<IReadOnlyList<UserKey>> ListAsync(string userName, CancellationToken cancellationToken)
    {
        await _users.GetAsync(userName, cancellationToken);
        return
        [
            .. (
                await ListAllAsync(cancellationToken)
                    .Where(key => key.UserName == userName)
                    .ToListAsync(cancellationToken)
            ).OrderBy(key => key.CreatedAt),
        ];
    }

    /// <summary>Makes a key for a user, who may have two, so that one can be changed for another without a gap.</summary>
    /// <exception cref="OssException">There is no such user, or it has two keys.</exception>
    public async ValueTask<NewUserKey> CreateAsync(string userName, CancellationToken cancellationToken)
    {
        var id = IdPrefix + RandomNumberGenerator.GetString(Letters, 20);
        var secret = RandomNumberGenerator.GetString(Letters, 30);
        using var writing = _sealer.BeginWrite();
        var sealedSecret = await _sealer.SealAsync(id, secret, cancellationToken);
        var key = new UserKey(id, userName, _time.GetUtcNow(), IsActive: true) { SealedSecret = sealedSecret };
        await _rows.ChangeAsync(
            async batch =>
            {
                if ((await ListAsync(userName, cancellationToken)).Count >= Limits.MaxKeysOfUser)
                {
                    throw new OssException(RamErrors.TooManyKeys, "Name", userName);
                }

                batch
                    .Require(IdentityRows.Key(id), null)
                    .Put(RowFamily.Record, IdentityRows.Key(id), IdentityCodec.Encode(key));
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
                await GetAsync(id, cancellationToken);
                batch.Delete(RowFamily.Record, IdentityRows.Key(id));
            },
            cancellationToken
        );

    /// <summary>All keys of all users.</summary>
    private IAsyncEnumerable<UserKey> ListAllAsync(CancellationToken cancellationToken) =>
        _rows.ScanAsync(IdentityRows.KeyPrefix, cancellationToken).Select(row => IdentityCodec.DecodeKey(row));

    IAsyncEnumerable<(string Name, byte[]? Secret)> ISealedSecrets.ListSecretsAsync(
        CancellationToken cancellationToken
    ) =>
        _rows
            .ScanRowsAsync(IdentityRows.KeyPrefix, cancellationToken)
            .Select(row =>
                (
                    IdentityRows.IdOf(row.Key),
                    Readable.TryDecode(() => IdentityCodec.DecodeKey(row.Value), out _)?.SealedSecret
                )
            );

    async ValueTask<bool> ISealedSecrets.RenewSecretAsync(string id, CancellationToken cancellationToken)
    {
        var isRenewed = false;
        await _rows.ChangeAsync(
            async batch =>
            {
                isRenewed = false;
                if (
                    await FindAsync(id, cancellationToken) is { } key
                    && await _sealer.RenewAsync(id, key.SealedSecret, cancellationToken) is { } renewed
                )
                {
                    var row = IdentityCodec.Encode(key with { SealedSecret = renewed });
                    batch.Put(RowFamily.Record, IdentityRows.Key(id), row);
                    isRenewed = true;
                }
            },
            cancellationToken
        );
        return isRenewed;
    }

    private async ValueTask<UserKey> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw new OssException(RamErrors.NoSuchKey, "Name", id);

    internal async ValueTask<UserKey?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _rows.GetAsync(IdentityRows.Key(id), cancellationToken) is { } row ? IdentityCodec.DecodeKey(row) : null;

    internal ValueTask<string> OpenSecretAsync(UserKey key, CancellationToken cancellationToken) =>
        _sealer.OpenAsync(key.Id, key.SealedSecret, cancellationToken);
}
