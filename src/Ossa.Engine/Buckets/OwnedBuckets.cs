using System.Text;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Buckets;

/// <summary>
/// The names of the buckets of each account, so that listing those of one looks at no other's. A name says where to look: whose the bucket is,
/// its record says.
/// </summary>
internal sealed class OwnedBuckets(IMetadataStore metadata)
{
    /// <summary>The names that begin like this, in order.</summary>
    public ValueTask<List<string>> ListAsync(string account, string prefix, CancellationToken cancellationToken)
    {
        var skipped = RowKeys.OwnedBucket(account, "").Length;
        return RowScan
            .PrefixAsync(metadata, RowKeys.Control, RowKeys.OwnedBucket(account, prefix), cancellationToken)
            .Select(row => Encoding.UTF8.GetString(row.Key.AsSpan(skipped)))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Adds what a program has left out that knew of one account only.</summary>
    public async ValueTask RecoverAsync(IReadOnlyList<Bucket> buckets, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        await foreach (
            var row in RowScan.PrefixAsync(metadata, RowKeys.Control, RowKeys.OwnedBucketPrefix, cancellationToken)
        )
        {
            known.Add(Encoding.UTF8.GetString(row.Key));
        }

        foreach (var bucket in buckets)
        {
            var row = RowKeys.OwnedBucket(bucket.OwnerId, bucket.Name);
            if (!known.Contains(Encoding.UTF8.GetString(row)))
            {
                var batch = new WriteBatch().Put(RowFamily.Record, row, []);
                await metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken);
            }
        }
    }
}
