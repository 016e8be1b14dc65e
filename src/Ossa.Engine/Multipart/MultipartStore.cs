using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Engine.Statistics;
using Ossa.Protocol.Documents;
using Ossa.Storage;

namespace Ossa.Engine.Multipart;

/// <summary>
/// Uploads in parts. Parts lie in the partition of the object to come; completing them is one batch that writes a manifest and
/// copies nothing. Whatever part is not in the object is freed afterwards by the collector.
/// </summary>
/// <remarks>
/// Completing and aborting read all parts first, and a part written meanwhile must not be lost or freed under the object. So each write
/// of a part adds to a counter of the upload, on which these two are guarded.
/// </remarks>
public sealed class MultipartStore
{
    private readonly IMetadataStore _metadata;
    private readonly BodyKeys _keys;
    private readonly BodyStager _stager;
    private readonly ObjectStore _objects;
    private readonly GarbageQueue _garbage;
    private readonly Quota _quota;
    private readonly TimeProvider _time;

    internal MultipartStore(
        IMetadataStore metadata,
        BodyKeys keys,
        BodyStager stager,
        ObjectStore objects,
        GarbageQueue garbage,
        Quota quota,
        TimeProvider time
    )
    {
        _metadata = metadata;
        _keys = keys;
        _stager = stager;
        _objects = objects;
        _garbage = garbage;
        _quota = quota;
        _time = time;
    }

    /// <summary>Begins an upload.</summary>
    public async ValueTask<UploadRecord> InitiateAsync(
        Bucket bucket,
        string key,
        NewObject wanted,
        CancellationToken cancellationToken
    )
    {
        if (wanted.ForbidOverwrite)
        {
            var present = await _objects.FindAsync(bucket, key, null, cancellationToken);
            ObjectStore.RequireFree(bucket.Versioning, present, key);
        }

        var encryption = wanted.Encryption ?? bucket.Encryption;
        await _keys.RequireUsableAsync(encryption, cancellationToken);
        var settled = wanted with
        {
            StorageClass = wanted.StorageClass ?? bucket.StorageClass,
            Encryption = encryption,
        };
        var started = ObjectContent.WholeMilliseconds(_time.GetUtcNow());
        var upload = new UploadRecord(key, new UploadId(BlobId.New()), started, settled);
        var statistics = new StatisticsChange();
        statistics.AddUpload();
        var partition = new BucketPartition(_metadata, bucket);
        WriteBatch batch;
        do
        {
            batch = partition.NewBatch().Put(RowFamily.Record, RowOf(upload), UploadCodec.Encode(upload));
            statistics.AddTo(batch);
        } while (!await partition.ApplyAsync(batch, cancellationToken));

        return upload;
    }

    /// <summary>An unfinished upload, or null.</summary>
    public async ValueTask<UploadRecord?> FindAsync(
        Bucket bucket,
        string key,
        UploadId id,
        CancellationToken cancellationToken
    )
    {
        var name = RowKeys.Upload(Encoding.UTF8.GetBytes(key), id.Name);
        var row = await new BucketPartition(_metadata, bucket).GetAsync(name, cancellationToken);
        return row is null ? null : UploadCodec.Decode(name, row);
    }

    /// <summary>Takes a part in; one of the same number is replaced. Null when the upload has ended meanwhile.</summary>
    public async ValueTask<PartRecord?> PutPartAsync(
        Bucket bucket,
        UploadRecord upload,
        int number,
        byte[]? expectedMd5,
        ulong? expectedCrc64,
        ReadBody body,
        CancellationToken cancellationToken
    )
    {
        await _quota.RequireAsync(bucket, moreObjects: 0, moreBytes: 1, cancellationToken);
        var encryption = upload.Wanted.Encryption;
        using var writing = _keys.BeginWrite();
        await _keys.RequireUsableAsync(encryption, cancellationToken);
        var partition = new BucketPartition(_metadata, bucket);
        await using var staged = await _stager.StageAsync(partition, encryption, body, cancellationToken);
        BodyChecks.Require(expectedMd5, expectedCrc64, staged);
        await _quota.RequireAsync(bucket, moreObjects: 0, staged.Length, cancellationToken);
        var part = new PartRecord(
            number,
            staged.Length,
            Convert.ToHexString(staged.Md5),
            staged.Crc64,
            ObjectContent.WholeMilliseconds(_time.GetUtcNow()),
            staged.Location
        );
        return await CommitPartAsync(partition, upload, part, staged, cancellationToken) ? part : null;
    }

    /// <summary>
    /// Makes an object of the parts that are named, or of all. Null when the upload has ended; a list of parts that does not fit throws
    /// and changes nothing.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="upload">The upload, with what the completing request says of the object put over what the first one said.</param>
    /// <param name="named">The parts of the object in ascending order, or null for all that there are.</param>
    /// <param name="cancellationToken">Gives up before the commit; a commit that has begun is awaited.</param>
    public async ValueTask<ObjectRecord?> CompleteAsync(
        Bucket bucket,
        UploadRecord upload,
        IReadOnlyList<CompletedPart>? named,
        CancellationToken cancellationToken
    )
    {
        var partition = new BucketPartition(_metadata, bucket);
        var ending = new UploadEnding(partition, upload);
        return await _objects.CommitAsync(
            bucket,
            upload.Key,
            upload.Wanted,
            async change =>
            {
                if (await ending.ReadAsync(cancellationToken) is not { } uploaded)
                {
                    return null;
                }

                var parts = PartChoice.Of(uploaded, named);
                var body = ManifestWriter.Write(change.Batch, parts.Pieces);
                ending.AddTo(change.Batch, change.Statistics, body);
                return parts.Describe(body) with { Encryption = upload.Wanted.Encryption };
            },
            cancellationToken
        );
    }

    /// <summary>Ends an upload without an object; false when it had ended already.</summary>
    public async ValueTask<bool> AbortAsync(Bucket bucket, UploadRecord upload, CancellationToken cancellationToken)
    {
        var partition = new BucketPartition(_metadata, bucket);
        var ending = new UploadEnding(partition, upload);
        while (await ending.ReadAsync(cancellationToken) is not null)
        {
            var batch = partition.NewBatch();
            var statistics = new StatisticsChange();
            ending.AddTo(batch, statistics, BodyLocation.Empty);
            statistics.AddTo(batch);
            if (await partition.ApplyAsync(batch, cancellationToken))
            {
                _garbage.Signal(partition.Id, batch);
                return true;
            }
        }
        return false;
    }

    /// <summary>Parts of an upload with greater numbers than a marker.</summary>
    public async ValueTask<PartPage> ListPartsAsync(
        Bucket bucket,
        UploadRecord upload,
        int afterNumber,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var partition = new BucketPartition(_metadata, bucket);
        var range = KeyRange.Prefix(RowKeys.Parts(upload.Id.Name)) with
        {
            From = RowKeys.Part(upload.Id.Name, afterNumber + 1),
        };
        var rows = await partition.ScanAsync(range, limit + 1, cancellationToken);
        var parts = rows.Take(limit).Select(row => PartCodec.Decode(row.Key, row.Value));
        return new PartPage([.. parts], rows.Count > limit);
    }

    private async ValueTask<bool> CommitPartAsync(
        BucketPartition partition,
        UploadRecord upload,
        PartRecord part,
        StagedBody staged,
        CancellationToken cancellationToken
    )
    {
        var name = RowKeys.Part(upload.Id.Name, part.Number);
        while (await partition.GetAsync(RowOf(upload), cancellationToken) is { } uploadRow)
        {
            var present = await partition.GetAsync(name, cancellationToken);
            var batch = partition
                .NewBatch()
                .Require(RowOf(upload), uploadRow)
                .Require(name, present)
                .Put(RowFamily.Record, name, PartCodec.Encode(part))
                .Increment(RowKeys.PartWrites(upload.Id.Name), 1);
            var statistics = new StatisticsChange();
            // The class that was settled at the beginning, which no later request can change.
            var storageClass = UploadCodec.Decode(RowOf(upload), uploadRow).StorageClass;
            statistics.AddPart(storageClass, part);
            if (present is not null)
            {
                var replaced = PartCodec.Decode(name, present);
                statistics.RemovePart(storageClass, replaced);
                BodyRelease.Add(batch, replaced.Body, replaced.Size);
            }

            statistics.AddTo(batch);
            staged.AddTo(batch);
            if (await partition.ApplyAsync(batch, staged, cancellationToken))
            {
                _garbage.Signal(partition.Id, batch);
                return true;
            }
        }
        return false;
    }

    private static byte[] RowOf(UploadRecord upload) =>
        RowKeys.Upload(Encoding.UTF8.GetBytes(upload.Key), upload.Id.Name);
}
