using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Multipart;

/// <summary>Ends uploads that were begun long ago and never ended, so that their parts do not take space for ever.</summary>
internal sealed class AbandonedUploads(
    IMetadataStore metadata,
    BucketCatalog buckets,
    MultipartStore uploads,
    EngineOptions options,
    TimeProvider time
)
{
    private const int PageRows = 256;

    /// <summary>Ends all that are too old now.</summary>
    public async ValueTask AbortAsync(CancellationToken cancellationToken)
    {
        if (options.AbandonUploadsAfter is not { } age)
        {
            return;
        }

        var latest = time.GetUtcNow() - age;
        await foreach (var bucket in buckets.ListAllAsync(cancellationToken))
        {
            await AbortAsync(bucket, latest, cancellationToken);
        }
    }

    private async ValueTask AbortAsync(Bucket bucket, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        var range = KeyRange.Prefix(RowKeys.UploadPrefix);
        while (true)
        {
            var rows = await metadata.ScanAsync(bucket.Partition, RowFamily.Record, range, PageRows, cancellationToken);
            foreach (var upload in rows.Select(row => UploadCodec.Decode(row.Key, row.Value)))
            {
                if (upload.InitiatedAt <= latest)
                {
                    await uploads.AbortAsync(bucket, upload, cancellationToken);
                }
            }

            if (rows.Count < PageRows)
            {
                return;
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }
}
