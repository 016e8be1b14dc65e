using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Access;

/// <summary>Keeps the settings of accounts.</summary>
public sealed class AccountSettingsStore
{
    private readonly IMetadataStore _metadata;
    private readonly string _rootAccount;

    internal AccountSettingsStore(IMetadataStore metadata, string rootAccount)
    {
        _metadata = metadata;
        _rootAccount = rootAccount;
    }

    /// <summary>The settings of an account as they are now.</summary>
    public async ValueTask<AccountSettings> ReadAsync(string account, CancellationToken cancellationToken) =>
        Decode(await GetAsync(RowOf(account), cancellationToken));

    /// <summary>Changes the settings of an account; the change is computed again when another one came first.</summary>
    public async ValueTask UpdateAsync(
        string account,
        Func<AccountSettings, AccountSettings> change,
        CancellationToken cancellationToken
    )
    {
        var row = RowOf(account);
        while (true)
        {
            var present = await GetAsync(row, cancellationToken);
            var batch = new WriteBatch()
                .Require(row, present)
                .Put(RowFamily.Record, row, change(Decode(present)).Encode());
            if (await _metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
            {
                return;
            }
        }
    }

    private byte[] RowOf(string account) =>
        account == _rootAccount ? RowKeys.AccountSettings : RowKeys.AccountSettingsOf(account);

    private ValueTask<byte[]?> GetAsync(byte[] row, CancellationToken cancellationToken) =>
        _metadata.GetAsync(RowKeys.Control, RowFamily.Record, row, cancellationToken);

    private static AccountSettings Decode(byte[]? row) =>
        row is null ? AccountSettings.None : AccountSettings.Decode(row);
}
