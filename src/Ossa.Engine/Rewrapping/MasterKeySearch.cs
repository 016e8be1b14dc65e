using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Identity;
using Ossa.Storage;

namespace Ossa.Engine.Rewrapping;

/// <summary>Looks whether anything that is stored needs a master key. What cannot be read may need any.</summary>
internal sealed class MasterKeySearch(IMetadataStore metadata, BucketCatalog buckets, KeyStore userKeys)
{
    /// <summary>What needs it, or null.</summary>
    public async ValueTask<string?> FindUseAsync(BlobId master, CancellationToken cancellationToken)
    {
        await foreach (var key in userKeys.ListAllAsync(cancellationToken))
        {
            if (SecretSealer.MasterOf(key.Id, key.SealedSecret) == master)
            {
                return $"the secret of the access key {key.Id} is sealed with it";
            }
        }

        foreach (var bucket in await buckets.ListAsync("", "", Limits.MaxBuckets, cancellationToken))
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
}
