using System.Text;
using Ossa.Engine.Identity;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Accounts;

/// <summary>The account of whoever runs the server, which is there from the first start. Others are further accounts.</summary>
internal static class RootAccount
{
    /// <summary>Its id; made at the first start.</summary>
    public static async ValueTask<string> EnsureAsync(IMetadataStore metadata, CancellationToken cancellationToken)
    {
        while (true)
        {
            var present = await metadata.GetAsync(
                RowKeys.Control,
                RowFamily.Record,
                RowKeys.Account,
                cancellationToken
            );
            if (present is not null)
            {
                return Encoding.ASCII.GetString(present);
            }

            var id = IdentityIds.NewAccount();
            var batch = new WriteBatch()
                .Require(RowKeys.Account, null)
                .Put(RowFamily.Record, RowKeys.Account, Encoding.ASCII.GetBytes(id));
            if (await metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
            {
                return id;
            }
        }
    }
}
