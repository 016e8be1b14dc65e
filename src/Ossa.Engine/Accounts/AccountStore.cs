using System.Text;
using Ossa.Engine.Encryption;
using Ossa.Engine.Identity;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Accounts;

/// <summary>Keeps the further accounts. What an account needs to own buckets lies with those, in <see cref="BucketAllowance"/>.</summary>
public sealed class AccountStore
{
    private readonly IdentityRows _rows;
    private readonly BucketAllowance _allowance;
    private readonly SecretSealer _sealer;
    private readonly string _rootAccount;
    private readonly TimeProvider _time;

    internal AccountStore(
        IMetadataStore metadata,
        IdentityRows rows,
        SecretSealer sealer,
        string rootAccount,
        TimeProvider time
    )
    {
        _rows = rows;
        _allowance = new BucketAllowance(metadata);
        _sealer = sealer;
        _rootAccount = rootAccount;
        _time = time;
    }

    /// <summary>The account of a name.</summary>
    /// <exception cref="OssException">There is none.</exception>
    public async ValueTask<Account> GetAsync(string name, CancellationToken cancellationToken) =>
        await _rows.GetAsync(IdentityRows.AccountName(name), cancellationToken) is { } id
        && await FindAsync(Encoding.ASCII.GetString(id), cancellationToken) is { } account
            ? account
            : throw new OssException(AccountErrors.NoSuchAccount, "Name", name);

    /// <summary>The further account of an id, or null when there is none.</summary>
    public async ValueTask<Account?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _rows.GetAsync(IdentityRows.AccountOf(id), cancellationToken) is { } row
            ? AccountCodec.Decode(row)
            : null;

    /// <summary>Whether an account is there, and its keys, links and sessions may ask for anything.</summary>
    public async ValueTask<bool> IsActiveAsync(string id, CancellationToken cancellationToken) =>
        id == _rootAccount || await FindAsync(id, cancellationToken) is { IsEnabled: true };

    /// <summary>All further accounts, by id.</summary>
    public IAsyncEnumerable<Account> ListAsync(CancellationToken cancellationToken) =>
        _rows.ScanAsync(IdentityRows.AccountPrefix, cancellationToken).Select(row => AccountCodec.Decode(row));

    /// <summary>Makes an account with a root key, whose secret is told this once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="displayName">What people call it, of at most <see cref="Limits.MaxCommentsCharacters"/> characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OssException">The name is taken or is none, or there are as many accounts as there may be.</exception>
    public async ValueTask<NewRootKey> CreateAsync(string name, string displayName, CancellationToken cancellationToken)
    {
        IdentityNames.CheckAccount(name);
        IdentityNames.CheckDisplayName(name, displayName);
        await RequireFreeAsync(name, cancellationToken);
        var account = new Account(await NewIdAsync(cancellationToken), name, _time.GetUtcNow(), IsEnabled: true)
        {
            DisplayName = displayName,
        };
        NewRootKey? made = null;
        await WriteKeyAsync(
            account.Id,
            async (batch, key) =>
            {
                await RequireFreeAsync(name, cancellationToken);
                made = new NewRootKey(account with { RootKeyIds = [key.Id] }, key.Id, key.Secret);
                batch
                    .Require(IdentityRows.AccountOf(account.Id), null)
                    .Put(RowFamily.Record, IdentityRows.AccountOf(account.Id), AccountCodec.Encode(made.Account))
                    .Put(RowFamily.Record, IdentityRows.AccountName(name), Encoding.ASCII.GetBytes(account.Id));
            },
            cancellationToken
        );
        return made!;
    }

    /// <summary>Puts a new root key in the place of those that there are, which are refused from the next request on.</summary>
    /// <exception cref="OssException">There is no such account.</exception>
    public async ValueTask<NewRootKey> ResetRootKeyAsync(string name, CancellationToken cancellationToken)
    {
        var id = (await GetAsync(name, cancellationToken)).Id;
        NewRootKey? made = null;
        await WriteKeyAsync(
            id,
            async (batch, key) =>
            {
                var account = await GetAsync(name, cancellationToken);
                foreach (var old in account.RootKeyIds)
                {
                    IdentityRows.DeleteKey(batch, old);
                }

                made = new NewRootKey(account with { RootKeyIds = [key.Id] }, key.Id, key.Secret);
                batch.Put(RowFamily.Record, IdentityRows.AccountOf(id), AccountCodec.Encode(made.Account));
            },
            cancellationToken
        );
        return made!;
    }

    /// <summary>
    /// Lets an account act, or not; that holds for the very next request of its keys, links and sessions. What it owns stays as it is, and
    /// others go on having what its buckets let them.
    /// </summary>
    /// <exception cref="OssException">There is no such account.</exception>
    public async ValueTask EnableAsync(string name, bool isEnabled, CancellationToken cancellationToken)
    {
        var id = (await GetAsync(name, cancellationToken)).Id;
        if (isEnabled)
        {
            await _allowance.GrantAsync(id, cancellationToken);
        }

        await _rows.ChangeAsync(
            async batch =>
            {
                var account = await GetAsync(name, cancellationToken) with { IsEnabled = isEnabled };
                batch.Put(RowFamily.Record, IdentityRows.AccountOf(account.Id), AccountCodec.Encode(account));
            },
            cancellationToken
        );
    }

    /// <summary>Deletes an account that owns nothing: no buckets, users, groups, roles or policies. Its root keys go with it.</summary>
    /// <exception cref="OssException">There is no such account, or it owns something.</exception>
    public async ValueTask DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var id = (await GetAsync(name, cancellationToken)).Id;
        await RequireNoIdentitiesAsync(id, name, cancellationToken);
        if (!await _allowance.RevokeAsync(id, cancellationToken))
        {
            throw new OssException(AccountErrors.HasBuckets, "Name", name);
        }

        try
        {
            await RemoveAsync(name, cancellationToken);
        }
        catch
        {
            // Whatever went wrong: while the account is there, it may own buckets.
            if (await FindAsync(id, CancellationToken.None) is not null)
            {
                await _allowance.GrantAsync(id, CancellationToken.None);
            }

            throw;
        }

        await _allowance.ForgetAsync(id, CancellationToken.None);
    }

    private ValueTask RemoveAsync(string name, CancellationToken cancellationToken) =>
        _rows.ChangeAsync(
            async batch =>
            {
                var account = await GetAsync(name, cancellationToken);
                await RequireNoIdentitiesAsync(account.Id, name, cancellationToken);
                batch
                    .Delete(RowFamily.Record, IdentityRows.AccountOf(account.Id))
                    .Delete(RowFamily.Record, IdentityRows.AccountName(name));
                foreach (var key in account.RootKeyIds)
                {
                    IdentityRows.DeleteKey(batch, key);
                }
            },
            cancellationToken
        );

    /// <summary>An id that no account has. It may own buckets before it is there, so that there is no moment at which it may not.</summary>
    private async ValueTask<string> NewIdAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var id = IdentityIds.NewAccount();
            if (id != _rootAccount && await _allowance.GrantAsync(id, cancellationToken))
            {
                return id;
            }
        }
    }

    private async ValueTask WriteKeyAsync(
        string account,
        Func<WriteBatch, (string Id, string Secret), ValueTask> write,
        CancellationToken cancellationToken
    )
    {
        var made = IdentityIds.NewKey();
        using var writing = _sealer.BeginWrite();
        var key = new UserKey(made.Id, "", _time.GetUtcNow(), IsActive: true)
        {
            Account = account,
            SealedSecret = await _sealer.SealAsync(made.Id, made.Secret, cancellationToken),
        };
        await _rows.ChangeAsync(
            async batch =>
            {
                await write(batch, made);
                var row = IdentityRows.Key(made.Id);
                batch.Require(row, null).Put(RowFamily.Record, row, IdentityCodec.Encode(key));
            },
            cancellationToken
        );
    }

    private async ValueTask RequireFreeAsync(string name, CancellationToken cancellationToken)
    {
        if (await _rows.GetAsync(IdentityRows.AccountName(name), cancellationToken) is not null)
        {
            throw new OssException(AccountErrors.AccountExists, "Name", name);
        }

        if (await ListAsync(cancellationToken).CountAsync(cancellationToken) >= Limits.MaxAccounts)
        {
            throw new OssException(AccountErrors.TooManyAccounts, "Name", name);
        }
    }

    private async ValueTask RequireNoIdentitiesAsync(string id, string name, CancellationToken cancellationToken)
    {
        if (await _rows.ScanAsync(IdentityRows.PrefixOf(id), cancellationToken).AnyAsync(cancellationToken))
        {
            throw new OssException(AccountErrors.HasIdentities, "Name", name);
        }
    }
}
