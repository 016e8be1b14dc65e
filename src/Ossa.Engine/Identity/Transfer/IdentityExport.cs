using Ossa.Engine.Encryption;

namespace Ossa.Engine.Identity.Transfer;

/// <summary>Writes down all users, groups, roles and policies as they are at one moment.</summary>
internal sealed class IdentityExport(string account, IdentityRows rows, SecretSealer sealer)
{
    /// <param name="withSecrets">Whether the secrets of access keys are told.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<IdentityDocument> RunAsync(bool withSecrets, CancellationToken cancellationToken)
    {
        while (true)
        {
            var epoch = await rows.EpochAsync(cancellationToken);
            var document = await ReadAsync(withSecrets, cancellationToken);
            if (await rows.EpochAsync(cancellationToken) == epoch)
            {
                return document;
            }
        }
    }

    private async ValueTask<IdentityDocument> ReadAsync(bool withSecrets, CancellationToken cancellationToken)
    {
        var keysOf = await ReadKeysAsync(withSecrets, cancellationToken);
        return new IdentityDocument(
            IdentityDocument.FormatName,
            IdentityDocument.CurrentVersion,
            account,
            await ReadAllAsync(rows.Policy(""), row => IdentityEntries.Of(IdentityCodec.DecodePolicy(row))),
            await ReadAllAsync(rows.Group(""), row => IdentityEntries.Of(IdentityCodec.DecodeGroup(row))),
            await ReadAllAsync(
                rows.User(""),
                row =>
                {
                    var user = IdentityCodec.DecodeUser(row);
                    return IdentityEntries.Of(user, [.. keysOf[user.Name]]);
                }
            ),
            await ReadAllAsync(rows.Role(""), row => IdentityEntries.Of(IdentityCodec.DecodeRole(row)))
        );

        ValueTask<List<T>> ReadAllAsync<T>(byte[] prefix, Func<byte[], T> read) =>
            rows.ScanAsync(prefix, cancellationToken).Select(read).ToListAsync(cancellationToken);
    }

    /// <summary>The keys by their users, the oldest first.</summary>
    private async ValueTask<ILookup<string, KeyEntry>> ReadKeysAsync(
        bool withSecrets,
        CancellationToken cancellationToken
    )
    {
        var all = new List<(string User, KeyEntry Key)>();
        await foreach (var row in rows.ScanAsync(IdentityRows.KeyPrefix, cancellationToken))
        {
            var key = IdentityCodec.DecodeKey(row);
            if (key.IsRoot || key.Account != rows.Account)
            {
                continue;
            }

            var secret = withSecrets ? await sealer.OpenAsync(key.Id, key.SealedSecret, cancellationToken) : null;
            all.Add((key.UserName, new KeyEntry(key.Id, key.CreatedAt, key.IsActive, secret)));
        }

        return all.OrderBy(entry => entry.Key.CreatedAt)
            .ToLookup(entry => entry.User, entry => entry.Key, StringComparer.Ordinal);
    }
}
