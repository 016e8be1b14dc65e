using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Accounts;

/// <summary>Lets further accounts own buckets: the row that counts those of an account is there for as long as it may have some.</summary>
internal sealed class BucketAllowance(IMetadataStore metadata)
{
    /// <summary>Lets an account own buckets; false where it may already.</summary>
    public async ValueTask<bool> GrantAsync(string account, CancellationToken cancellationToken)
    {
        var row = RowKeys.BucketCountOf(account);
        var batch = new WriteBatch().Require(row, null).Put(RowFamily.Record, row, CounterValue.Write(0));
        while (await metadata.GetAsync(RowKeys.Control, RowFamily.Record, row, cancellationToken) is null)
        {
            if (await metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets an account own buckets no more; false where it has some. Its settings stay, since it may be let to own some again.</summary>
    public async ValueTask<bool> RevokeAsync(string account, CancellationToken cancellationToken)
    {
        var row = RowKeys.BucketCountOf(account);
        while (true)
        {
            var count = await BucketCount.ReadAsync(metadata, row, cancellationToken);
            if (count.Value > 0)
            {
                return false;
            }

            var batch = new WriteBatch().Require(row, count.Row).Delete(RowFamily.Record, row);
            if (await metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
            {
                return true;
            }
        }
    }

    /// <summary>Forgets the settings of an account that is gone.</summary>
    public async ValueTask ForgetAsync(string account, CancellationToken cancellationToken) =>
        await metadata.ApplyAsync(
            RowKeys.Control,
            new WriteBatch().Delete(RowFamily.Record, RowKeys.AccountSettingsOf(account)),
            cancellationToken
        );
}
