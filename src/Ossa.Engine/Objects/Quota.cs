using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Engine.Statistics;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Objects;

/// <summary>
/// The bounds that an operator puts on a bucket. They are looked at before a write, not guarded in its batch, so that writers need not
/// wait for each other: writes that run at the same time may go over a bound together, each by its own size at most.
/// </summary>
internal sealed class Quota(IMetadataStore metadata, EngineOptions options)
{
    /// <summary>Refuses what would take a bucket over its bounds.</summary>
    public async ValueTask RequireAsync(
        Bucket bucket,
        long moreObjects,
        long moreBytes,
        CancellationToken cancellationToken
    )
    {
        if (options.MaxBucketObjects is { } objects && moreObjects > 0)
        {
            var present = await ReadAsync(bucket, Counters.Objects, cancellationToken);
            Require(bucket, present + moreObjects <= objects);
        }

        if (options.MaxBucketBytes is { } bytes && moreBytes > 0)
        {
            var present =
                await ReadAsync(bucket, Counters.Bytes, cancellationToken)
                + await ReadAsync(bucket, Counters.PartBytes, cancellationToken);
            Require(bucket, present + moreBytes <= bytes);
        }
    }

    private async ValueTask<long> ReadAsync(Bucket bucket, string counter, CancellationToken cancellationToken) =>
        CounterValue.Read(
            await metadata.GetAsync(bucket.Partition, RowFamily.Record, RowKeys.Counter(counter), cancellationToken)
        );

    private static void Require(Bucket bucket, bool within)
    {
        if (!within)
        {
            throw new OssException(OssErrors.BucketQuotaExceeded, "BucketName", bucket.Name);
        }
    }
}
