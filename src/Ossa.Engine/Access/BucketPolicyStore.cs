using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Access;

/// <summary>Keeps the policies of buckets as they were written. They are large, so each has a row of its own.</summary>
public sealed class BucketPolicyStore
{
    private const int MaxUnderstood = 1024;

    private readonly IMetadataStore _metadata;

    /// <summary>What was understood of rows, by incarnation.</summary>
    private readonly DecodedRows<string, BucketPolicy> _understood = new(
        "bucket_policies",
        MaxUnderstood,
        row => BucketPolicy.Of(Encoding.UTF8.GetString(row))
    );

    internal CacheCounter Counter => _understood.Counter;

    internal BucketPolicyStore(IMetadataStore metadata) => _metadata = metadata;

    /// <summary>The policy as it is now, or null when the bucket has none.</summary>
    public async ValueTask<BucketPolicy?> FindAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var row = await _metadata.GetAsync(
            RowKeys.Control,
            RowFamily.Record,
            RowKeys.BucketPolicy(bucket.Incarnation),
            cancellationToken
        );
        return row is null ? null : _understood.Get(bucket.Incarnation, row);
    }

    /// <summary>Sets the policy; it goes with its bucket.</summary>
    /// <param name="bucket">The bucket; one that is gone meanwhile is refused.</param>
    /// <param name="json">The policy, of at most <see cref="Limits.MaxBucketPolicyBytes"/> bytes in UTF-8.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask SetAsync(Bucket bucket, string json, CancellationToken cancellationToken) =>
        ChangeAsync(
            bucket,
            (batch, key) => batch.Put(RowFamily.Record, key, Encoding.UTF8.GetBytes(json)),
            cancellationToken
        );

    /// <summary>Takes the policy away, if there is one.</summary>
    public ValueTask DeleteAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, (batch, key) => batch.Delete(RowFamily.Record, key), cancellationToken);

    /// <summary>Guarded on the bucket's record: a bucket that is gone must leave no policy behind.</summary>
    private async ValueTask ChangeAsync(
        Bucket bucket,
        Func<WriteBatch, byte[], WriteBatch> change,
        CancellationToken cancellationToken
    )
    {
        var key = RowKeys.Bucket(bucket.Name);
        while (true)
        {
            var present = await _metadata.GetAsync(RowKeys.Control, RowFamily.Record, key, cancellationToken);
            BucketCatalog.DecodeRowOf(bucket, present);
            var batch = change(new WriteBatch().Require(key, present), RowKeys.BucketPolicy(bucket.Incarnation));
            if (await _metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
            {
                return;
            }
        }
    }
}
