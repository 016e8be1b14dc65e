using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Storage;

namespace Ossa.Engine.Rewrapping;

/// <summary>Looks whether anything that is stored needs a master key. What cannot be read may need any.</summary>
internal sealed class MasterKeySearch(
    IMetadataStore metadata,
    BucketCatalog buckets,
    IReadOnlyList<ISealedSecrets> secrets
)
{
    /// <summary>What needs it, or null.</summary>
    public async ValueTask<string?> FindUseAsync(BlobId master, CancellationToken cancellationToken)
    {
        foreach (var some in secrets)
        {
            if (await FindSecretAsync(some, master, cancellationToken) is { } secret)
            {
                return secret;
            }
        }

        await foreach (var bucket in buckets.ListAllAsync(cancellationToken))
        {
            await foreach (var place in new WrappedKeyWalk(metadata, bucket.Partition).WalkAsync(cancellationToken))
            {
                if (place.Masters is null)
                {
                    return $"the bucket {bucket.Name} has a damaged record, which may need it ('ossa fsck' names it)";
                }

                if (place.Masters.Contains(master))
                {
                    return $"the bucket {bucket.Name} has bodies whose keys it wraps";
                }
            }
        }

        return null;
    }

    private static async ValueTask<string?> FindSecretAsync(
        ISealedSecrets secrets,
        BlobId master,
        CancellationToken cancellationToken
    )
    {
        await foreach (var (name, secret) in secrets.ListSecretsAsync(cancellationToken))
        {
            if (secret is null || !SecretSealer.TryReadMaster(secret, out var needed))
            {
                return $"the secret of {name} is damaged, and may need it";
            }

            if (needed == master)
            {
                return $"the secret of {name} is sealed with it";
            }
        }

        return null;
    }
}
