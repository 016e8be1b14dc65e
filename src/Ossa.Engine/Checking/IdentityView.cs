using System.Text;
using Ossa.Engine.Accounts;
using Ossa.Engine.Identity;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>All accounts with what is in them, and all access keys, as the rows were at one moment.</summary>
internal sealed class IdentityView
{
    private readonly List<string> _unreadable = [];
    private readonly List<AccountView> _accounts = [];

    /// <summary>The further accounts by id.</summary>
    public Dictionary<string, Account?> FurtherAccounts { get; private set; } = [];

    /// <summary>The ids of further accounts by name.</summary>
    public Dictionary<string, string?> AccountNames { get; private set; } = [];

    /// <summary>The access keys of all accounts by id.</summary>
    public Dictionary<string, UserKey?> Keys { get; private set; } = [];

    /// <summary>The first account and after it the further ones.</summary>
    public IReadOnlyList<AccountView> Accounts => _accounts;

    /// <summary>The rows that cannot be read, and why.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    /// <summary>Reads it, or gives null where something was changed meanwhile.</summary>
    public static async ValueTask<IdentityView?> TryReadAsync(
        IMetadataStore metadata,
        CancellationToken cancellationToken
    )
    {
        var rows = new IdentityRows(metadata);
        var view = new IdentityView();
        var epoch = await rows.EpochAsync(cancellationToken);
        view.Keys = await ReadAsync("the access key", IdentityRows.KeyPrefix, row => IdentityCodec.DecodeKey(row));
        view.FurtherAccounts = await ReadAsync(
            "the account",
            IdentityRows.AccountPrefix,
            row => AccountCodec.Decode(row)
        );
        view.AccountNames = await ReadAsync(
            "the name of an account",
            IdentityRows.AccountNamePrefix,
            row => Encoding.ASCII.GetString(row)
        );
        await ReadAsync("the last use of the access key", IdentityRows.KeyUsePrefix, row => KeyUseCodec.Decode(row));
        view._accounts.Add(new AccountView(rows, view._unreadable.Add));
        foreach (var id in view.FurtherAccounts.Keys)
        {
            view._accounts.Add(new AccountView(rows.Of(id), view._unreadable.Add));
        }

        foreach (var account in view._accounts)
        {
            await account.ReadAsync(cancellationToken);
        }

        return await rows.EpochAsync(cancellationToken) == epoch ? view : null;

        ValueTask<Dictionary<string, T?>> ReadAsync<T>(string what, byte[] prefix, Func<byte[], T> decode)
            where T : class =>
            AccountView.ReadAllAsync(rows, what, prefix, decode, view._unreadable.Add, cancellationToken);
    }
}
