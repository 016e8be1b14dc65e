using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Sharing;
using Ossa.Engine.Versions;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Objects;

/// <summary>
/// The objects of all buckets: whole ones only, per key one after the other. Blob first, then the record, then the old blob is queued
/// for deletion in the same batch, so that a crash leaves garbage at worst.
/// </summary>
public sealed class ObjectStore
{
    private readonly IMetadataStore _metadata;
    private readonly ObjectReader _reader;
    private readonly BodyKeys _bodyKeys;
    private readonly BodyStager _stager;
    private readonly KeyCommitter _keys;
    private readonly BodySharer _sharer;
    private readonly Quota _quota;
    private readonly TimeProvider _time;

    internal ObjectStore(
        IMetadataStore metadata,
        ObjectReader reader,
        BodyKeys bodyKeys,
        BodyStager stager,
        KeyCommitter keys,
        BodySharer sharer,
        Quota quota,
        TimeProvider time
    )
    {
        _metadata = metadata;
        _reader = reader;
        _bodyKeys = bodyKeys;
        _stager = stager;
        _keys = keys;
        _sharer = sharer;
        _quota = quota;
        _time = time;
    }

    /// <summary>An object's record, or null: the current one's, or that of a version. A delete marker is no object.</summary>
    public async ValueTask<ObjectRecord?> FindAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        CancellationToken cancellationToken
    ) =>
        await FindVersionAsync(bucket, key, version, cancellationToken) is { IsDeleteMarker: false } found
            ? found
            : null;

    /// <summary>The object that one put now under a key would replace for good, or null where it would find nothing in its place or keep it.</summary>
    public ValueTask<ObjectRecord?> FindReplacedAsync(Bucket bucket, string key, CancellationToken cancellationToken) =>
        bucket.Versioning switch
        {
            VersioningState.Never => FindAsync(bucket, key, version: null, cancellationToken),
            VersioningState.Suspended => FindAsync(bucket, key, VersionId.Null, cancellationToken),
            _ => ValueTask.FromResult<ObjectRecord?>(null),
        };

    /// <summary>
    /// The delete marker that hides an object, or that a version is; null when there is none. For those who must say why there is no
    /// object.
    /// </summary>
    public async ValueTask<ObjectRecord?> FindMarkerAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        CancellationToken cancellationToken
    )
    {
        if (version is null && bucket.Versioning != VersioningState.Never)
        {
            var partition = new BucketPartition(_metadata, bucket);
            var state = await KeyState.ReadAsync(partition, Encode(key), cancellationToken);
            version = state is { Current: null, Head: { } head }
                ? head.NullSequence == head.LatestSequence
                    ? VersionId.Null
                    : new VersionId(head.LatestSequence)
                : null;
        }

        return version is null ? null
            : await FindVersionAsync(bucket, key, version, cancellationToken) is { IsDeleteMarker: true } found ? found
            : null;
    }

    /// <summary>
    /// An object's record with its body open, or null. A body that is gone although its record stands is damage.
    /// </summary>
    public ValueTask<OpenObject?> OpenAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        CancellationToken cancellationToken
    ) => _reader.OpenAsync(bucket, key, version, cancellationToken);

    /// <summary>Writes an object from a body that arrives as a stream, and answers only when it is durable.</summary>
    public async ValueTask<ObjectRecord> PutAsync(
        Bucket bucket,
        string key,
        NewObject wanted,
        ReadBody body,
        CancellationToken cancellationToken
    )
    {
        await RequireReplaceableAsync(bucket, key, wanted, cancellationToken);
        await _quota.RequireAsync(bucket, moreObjects: 1, moreBytes: 1, cancellationToken);
        var encryption = wanted.Encryption ?? bucket.Encryption;
        using var writing = _bodyKeys.BeginWrite();
        await _bodyKeys.RequireUsableAsync(encryption, cancellationToken);
        var partition = new BucketPartition(_metadata, bucket);
        await using var staged = await _stager.StageAsync(partition, encryption, body, cancellationToken);
        BodyChecks.Require(wanted, staged);
        await _quota.RequireAsync(bucket, moreObjects: 1, staged.Length, cancellationToken);
        var content = new ObjectContent(staged.Location, staged.Length, staged.Crc64)
        {
            Md5 = staged.Md5,
            ETag = Convert.ToHexString(staged.Md5),
            Encryption = encryption,
        };
        return await CommitAsync(bucket, key, wanted, content, staged, cancellationToken);
    }

    /// <summary>
    /// Writes a copy of an open object; metadata and list are those of <paramref name="wanted"/>. The copy shares the blobs of its
    /// source where both are encrypted alike; where that cannot be, the bytes are copied.
    /// </summary>
    public async ValueTask<ObjectRecord> CopyAsync(
        OpenObject source,
        Bucket bucket,
        string key,
        NewObject wanted,
        CancellationToken cancellationToken
    )
    {
        await _quota.RequireAsync(bucket, moreObjects: 1, source.Record.Size, cancellationToken);
        var record = source.Record;
        var encryption = wanted.Encryption ?? bucket.Encryption;
        using var writing = _bodyKeys.BeginWrite();
        await _bodyKeys.RequireUsableAsync(encryption, cancellationToken);
        var content = new ObjectContent(record.Body, record.Size, record.Crc64)
        {
            Md5 = record.Md5,
            ETag = record.ETag,
            Encryption = encryption,
            // What is appended to an object is not appended to its copies, so that these are ordinary objects.
            Type = record.Type == ObjectType.Appendable ? ObjectType.Normal : record.Type,
            SymlinkTarget = record.SymlinkTarget,
        };
        await using var body = await _sharer.ShareAsync(source, bucket, encryption, cancellationToken);
        return await CommitAsync(bucket, key, wanted, content with { Body = body.Location }, body, cancellationToken);
    }

    /// <summary>Changes the list of an object or a version; null when there is none.</summary>
    public ValueTask<ObjectRecord?> SetAclAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        CannedAcl acl,
        CancellationToken cancellationToken
    ) => UpdateAsync(bucket, key, version, old => old with { Acl = acl }, cancellationToken);

    /// <summary>
    /// Changes what is said of an object or a version, which stays the same version with the same body; null when there is none.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="version">The version, or null for the current object.</param>
    /// <param name="alter">Gives the changed record, or throws to refuse. It may run more than once, and only its last run counts.</param>
    /// <param name="cancellationToken">Gives up before the commit; a commit that has begun is awaited.</param>
    public ValueTask<ObjectRecord?> UpdateAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        Func<ObjectRecord, ObjectRecord> alter,
        CancellationToken cancellationToken
    ) =>
        _keys.CommitAsync(
            bucket,
            key,
            async change =>
            {
                var old = version is { } named
                    ? await change.FindAsync(named, cancellationToken)
                    : change.State.Current;
                if (old is null or { IsDeleteMarker: true })
                {
                    return null;
                }

                var updated = alter(old);
                change.Update(old, updated);
                return updated;
            },
            cancellationToken
        );

    /// <summary>
    /// Deletes an object: it is gone, or, where versions are kept, hidden behind a delete marker, which is given back. Deleting what is
    /// not there does nothing; where versions are kept it makes a marker all the same.
    /// </summary>
    public ValueTask<ObjectRecord?> DeleteAsync(Bucket bucket, string key, CancellationToken cancellationToken) =>
        _keys.CommitAsync<ObjectRecord?>(
            bucket,
            key,
            async change =>
            {
                if (!change.Versioned)
                {
                    change.RemoveCurrent();
                    return null;
                }

                return await DeleteMarkers.PutAsync(change, _time.GetUtcNow(), cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Deletes one version for good and gives its record back, or null when there was none.</summary>
    public ValueTask<ObjectRecord?> DeleteVersionAsync(
        Bucket bucket,
        string key,
        VersionId version,
        CancellationToken cancellationToken
    ) =>
        _keys.CommitAsync(
            bucket,
            key,
            async change =>
            {
                if (await change.FindAsync(version, cancellationToken) is not { } found)
                {
                    return null;
                }

                await change.RemoveAsync(found, cancellationToken);
                return found;
            },
            cancellationToken
        );

    /// <summary>Makes content that is durable already an object.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="wanted">What is said of the object.</param>
    /// <param name="decide">Gives the content and adds to the batch what must happen together; null to do nothing.</param>
    /// <param name="cancellationToken">Gives up before the commit; a commit that has begun is awaited.</param>
    internal ValueTask<ObjectRecord?> CommitAsync(
        Bucket bucket,
        string key,
        NewObject wanted,
        Func<KeyChange, ValueTask<ObjectContent?>> decide,
        CancellationToken cancellationToken
    ) =>
        _keys.CommitAsync(
            bucket,
            key,
            async change =>
            {
                if (await decide(change) is not { } content)
                {
                    return null;
                }

                if (wanted.ForbidOverwrite)
                {
                    RequireFree(change.Versioning, change.State.Current, key);
                }

                if (wanted.ForbidLoss)
                {
                    await RequireNoLossAsync(change, key, cancellationToken);
                }

                var record = await content.DescribeAsync(bucket, wanted, change, _time.GetUtcNow(), cancellationToken);
                await change.PutAsync(record, cancellationToken);
                return record;
            },
            cancellationToken
        );

    private async ValueTask<ObjectRecord> CommitAsync(
        Bucket bucket,
        string key,
        NewObject wanted,
        ObjectContent content,
        PendingBody body,
        CancellationToken cancellationToken
    )
    {
        var record = await CommitAsync(
            bucket,
            key,
            wanted,
            change =>
            {
                change.Carry(body);
                return ValueTask.FromResult<ObjectContent?>(content);
            },
            cancellationToken
        );
        return record!;
    }

    /// <summary>Told before the body is read; what counts are the checks in the commit.</summary>
    private async ValueTask RequireReplaceableAsync(
        Bucket bucket,
        string key,
        NewObject wanted,
        CancellationToken cancellationToken
    )
    {
        var now = _time.GetUtcNow();
        var mayBeKept = wanted.ForbidOverwrite || bucket.Retention.IsInForce(now);
        if (
            bucket.Versioning == VersioningState.Never
            && mayBeKept
            && await FindAsync(bucket, key, null, cancellationToken) is { } present
        )
        {
            if (wanted.ForbidOverwrite)
            {
                RequireFree(bucket.Versioning, present, key);
            }

            bucket.Retention.RequireUnprotected(present, key, now);
        }
    }

    internal static void RequireFree(VersioningState versioning, ObjectRecord? present, string key)
    {
        if (present is not null && versioning == VersioningState.Never)
        {
            throw new OssException(OssErrors.FileAlreadyExists, "Key", key);
        }
    }

    private static async ValueTask RequireNoLossAsync(KeyChange change, string key, CancellationToken cancellationToken)
    {
        var isLost =
            change.Versioning == VersioningState.Suspended
            && await change.FindAsync(VersionId.Null, cancellationToken) is { IsDeleteMarker: false };
        if (isLost)
        {
            throw new OssException(OssErrors.FileAlreadyExists, "Key", key);
        }
    }

    private async ValueTask<ObjectRecord?> FindVersionAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        CancellationToken cancellationToken
    )
    {
        var row = await _reader.FindRowAsync(bucket, key, version, cancellationToken);
        return row is null ? null : ObjectCodec.Decode(row);
    }

    private static byte[] Encode(string key) => System.Text.Encoding.UTF8.GetBytes(key);
}
