using Ossa.Engine.Checking;
using Ossa.Engine.Encryption;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>The secrets of the access keys of all accounts, for whoever wraps them anew.</summary>
internal sealed class KeySecrets(IdentityRows rows, SecretSealer sealer) : ISealedSecrets
{
    public IAsyncEnumerable<(string Name, byte[]? Secret)> ListSecretsAsync(CancellationToken cancellationToken) =>
        rows.ScanRowsAsync(IdentityRows.KeyPrefix, cancellationToken)
            .Select(row =>
                (
                    IdentityRows.IdOf(row.Key),
                    Readable.TryDecode(() => IdentityCodec.DecodeKey(row.Value), out _)?.SealedSecret
                )
            );

    public async ValueTask<bool> RenewSecretAsync(string id, CancellationToken cancellationToken)
    {
        var isRenewed = false;
        await rows.ChangeAsync(
            async batch =>
            {
                isRenewed = false;
                if (
                    await rows.FindKeyAsync(id, cancellationToken) is { } key
                    && await sealer.RenewAsync(id, key.SealedSecret, cancellationToken) is { } renewed
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
}
