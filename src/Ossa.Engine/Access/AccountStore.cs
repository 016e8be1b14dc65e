using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Access;

/// <summary>Keeps the settings of the account that owns the store.</summary>
public sealed class AccountStore
{
    private readonly IMetadataStore _metadata;

    internal AccountStore(IMetadataStore metadata) => _metadata = metadata;

    /// <summary>The settings as they are now.</summary>
    public async ValueTask<AccountSettings> ReadAsync(CancellationToken cancellationToken) =>
        Decode(await GetAsync(cancellationToken));

    /// <summary>Changes the settings; the change is computed again when another one came first.</summary>
    public async ValueTask UpdateAsync(
        Func<AccountSettings, AccountSettings> change,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var present = await GetAsync(cancellationToken);
            var batch = new WriteBatch()
                .Require(RowKeys.AccountSettings, present)
                .Put(RowFamily.Record, RowKeys.AccountSettings, change(Decode(present)).Encode());
            if (await _metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
            {
                return;
            }
        }
    }

    private ValueTask<byte[]?> GetAsync(CancellationToken cancellationToken) =>
        _metadata.GetAsync(RowKeys.Control, RowFamily.Record, RowKeys.AccountSettings, cancellationToken);

    private static AccountSettings Decode(byte[]? row) =>
        row is null ? AccountSettings.None : AccountSettings.Decode(row);
}
