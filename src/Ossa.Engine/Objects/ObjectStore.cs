using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Garbage;
using Ossa.Engine.Records;
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
    private readonly StorageEngine _storage;
    private readonly BodyStager _stager;
    private readonly GarbageQueue _garbage;
    private readonly TimeProvider _time;

    internal ObjectStore(StorageEngine storage, GarbageQueue garbage, TimeProvider time)
    {
        _storage = storage;
        _stager = new BodyStager(storage);
        _garbage = garbage;
        _time = time;
    }

    /// <summary>An object's record, or null.</summary>
    public async ValueTask<ObjectRecord?> FindAsync(Bucket bucket, string key, CancellationToken cancellationToken)
    {
        var bytes = await ReadAsync(bucket, RowKeys.Object(Encoding.UTF8.GetBytes(key)), cancellationToken);
        return bytes is null ? null : ObjectCodec.Decode(bytes);
    }

    /// <summary>An object's record with its body open, or null. A body that is gone although its record stands is damage.</summary>
    public async ValueTask<OpenObject?> OpenAsync(Bucket bucket, string key, CancellationToken cancellationToken)
    {
        var row = RowKeys.Object(Encoding.UTF8.GetBytes(key));
        byte[]? missed = null;
        while (await ReadAsync(bucket, row, cancellationToken) is { } bytes)
        {
            var record = ObjectCodec.Decode(bytes);
            if (await OpenBodyAsync(bucket, record.Body, cancellationToken) is { } body)
            {
                return new OpenObject(record, body);
            }
            // Between record and body the object may have been replaced; the same record twice cannot be explained that way.
            if (missed is not null && missed.AsSpan().SequenceEqual(bytes))
            {
                throw new DamagedBlobException(record.Body.Id, "it is missing, but a record points to it");
            }

            missed = bytes;
        }
        return null;
    }

    /// <summary>Writes an object from a body that arrives as a stream, and answers only when it is durable.</summary>
    public async ValueTask<ObjectRecord> PutAsync(
        Bucket bucket,
        string key,
        NewObject wanted,
        ReadBody body,
        CancellationToken cancellationToken
    )
    {
        // Told before the body is read; what counts is the check in the commit.
        if (wanted.ForbidOverwrite && await FindAsync(bucket, key, cancellationToken) is not null)
        {
            throw new OssException(OssErrors.FileAlreadyExists, "Key", key);
        }

        await using var staged = await _stager.StageAsync(body, cancellationToken);
        if (wanted.ExpectedMd5 is { } md5 && !md5.AsSpan().SequenceEqual(staged.Md5))
        {
            throw new OssException(OssErrors.InvalidDigest, "Content-MD5", Convert.ToBase64String(md5));
        }

        if (wanted.ExpectedCrc64 is { } crc && crc != staged.Crc64)
        {
            throw new OssException(OssErrors.InvalidCrc64);
        }

        return await CommitAsync(bucket, key, wanted, staged, Convert.ToHexString(staged.Md5), cancellationToken);
    }

    /// <summary>Writes a copy of an open object; metadata and list are those of <paramref name="wanted"/>.</summary>
    public async ValueTask<ObjectRecord> CopyAsync(
        OpenObject source,
        Bucket bucket,
        string key,
        NewObject wanted,
        CancellationToken cancellationToken
    )
    {
        long offset = 0;
        async ValueTask<int> ReadSource(Memory<byte> buffer, CancellationToken token)
        {
            var count = await source.Body.ReadAsync(offset, buffer, token);
            offset += count;
            return count;
        }
        await using var staged = await _stager.StageAsync(ReadSource, cancellationToken);
        if (staged.Length != source.Record.Size || staged.Crc64 != source.Record.Crc64)
        {
            throw new DamagedBlobException(source.Record.Body.Id, "its bytes are not those that its record describes");
        }

        return await CommitAsync(bucket, key, wanted, staged, source.Record.ETag, cancellationToken);
    }

    /// <summary>Changes an object's record, body and time of change aside; null when there is no object.</summary>
    public async ValueTask<ObjectRecord?> SetAclAsync(
        Bucket bucket,
        string key,
        CannedAcl acl,
        CancellationToken cancellationToken
    )
    {
        var row = RowKeys.Object(Encoding.UTF8.GetBytes(key));
        while (await ReadAsync(bucket, row, cancellationToken) is { } present)
        {
            var record = ObjectCodec.Decode(present) with { Acl = acl };
            var batch = Guarded(row, present).Put(RowFamily.Record, row, ObjectCodec.Encode(record));
            if (await ApplyAsync(bucket, batch, cancellationToken))
            {
                return record;
            }
        }
        return null;
    }

    /// <summary>Deletes an object; false when there was none.</summary>
    public async ValueTask<bool> DeleteAsync(Bucket bucket, string key, CancellationToken cancellationToken)
    {
        var row = RowKeys.Object(Encoding.UTF8.GetBytes(key));
        while (await ReadAsync(bucket, row, cancellationToken) is { } present)
        {
            var old = ObjectCodec.Decode(present);
            var batch = Guarded(row, present)
                .Delete(RowFamily.Record, row)
                .Increment(RowKeys.StatObjects, -1)
                .Increment(RowKeys.StatBytes, -old.Size);
            Release(batch, old.Body);
            if (!await ApplyAsync(bucket, batch, cancellationToken))
            {
                continue;
            }

            _garbage.Signal(bucket.Partition, old.Body);
            return true;
        }
        return false;
    }

    private async ValueTask<ObjectRecord> CommitAsync(
        Bucket bucket,
        string key,
        NewObject wanted,
        StagedBody staged,
        string etag,
        CancellationToken cancellationToken
    )
    {
        var row = RowKeys.Object(Encoding.UTF8.GetBytes(key));
        while (true)
        {
            var present = await ReadAsync(bucket, row, cancellationToken);
            var old = present is null ? null : ObjectCodec.Decode(present);
            if (old is not null && wanted.ForbidOverwrite)
            {
                throw new OssException(OssErrors.FileAlreadyExists, "Key", key);
            }

            var record = Describe(bucket, wanted, staged, etag, old);
            var batch = Guarded(row, present)
                .Put(RowFamily.Record, row, ObjectCodec.Encode(record))
                .Increment(RowKeys.StatObjects, old is null ? 1 : 0)
                .Increment(RowKeys.StatBytes, record.Size - (old?.Size ?? 0));
            if (staged.Location.Kind == BodyKind.Row)
            {
                batch.Put(RowFamily.Body, RowKeys.Body(staged.Location.Id), staged.RowBytes);
            }

            if (old is not null)
            {
                Release(batch, old.Body);
            }

            if (!await ApplyAsync(bucket, batch, cancellationToken))
            {
                continue;
            }

            staged.Committed();
            if (old is not null)
            {
                _garbage.Signal(bucket.Partition, old.Body);
            }

            return record;
        }
    }

    private ObjectRecord Describe(Bucket bucket, NewObject wanted, StagedBody staged, string etag, ObjectRecord? old)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds());
        return new ObjectRecord
        {
            Size = staged.Length,
            ETag = etag,
            Crc64 = staged.Crc64,
            LastModified = now,
            Sequence = Math.Max((old?.Sequence ?? 0) + 1, now.ToUnixTimeMilliseconds() * 1000),
            Body = staged.Location,
            Md5 = staged.Md5,
            Acl = wanted.Acl,
            StorageClass = wanted.StorageClass ?? bucket.StorageClass,
            Metadata = wanted.Metadata,
        };
    }

    private static WriteBatch Guarded(byte[] row, byte[]? present) =>
        new WriteBatch().Require(PartitionHead.Key, PartitionHead.Open).Require(row, present);

    private static void Release(WriteBatch batch, BodyLocation body)
    {
        if (body.Kind == BodyKind.Row)
        {
            batch.Delete(RowFamily.Body, RowKeys.Body(body.Id));
        }
        else if (body.Kind == BodyKind.Blob)
        {
            batch.Put(RowFamily.Record, RowKeys.Garbage(body.Id), []);
        }
    }

    /// <summary>False: the record changed, try again. A partition that is closing or gone belongs to no bucket any more.</summary>
    private async ValueTask<bool> ApplyAsync(Bucket bucket, WriteBatch batch, CancellationToken cancellationToken)
    {
        if (await _storage.Metadata.ApplyAsync(bucket.Partition, batch, cancellationToken))
        {
            return true;
        }

        var head = await ReadAsync(bucket, PartitionHead.Key, cancellationToken);
        if (head is null || !head.AsSpan().SequenceEqual(PartitionHead.Open))
        {
            throw BucketCatalog.NoSuchBucket(bucket.Name);
        }

        return false;
    }

    private ValueTask<byte[]?> ReadAsync(Bucket bucket, byte[] row, CancellationToken cancellationToken) =>
        _storage.Metadata.GetAsync(bucket.Partition, RowFamily.Record, row, cancellationToken);

    private async ValueTask<ObjectBody?> OpenBodyAsync(
        Bucket bucket,
        BodyLocation location,
        CancellationToken cancellationToken
    )
    {
        switch (location.Kind)
        {
            case BodyKind.Empty:
                return new ObjectBody(ReadOnlyMemory<byte>.Empty);
            case BodyKind.Row:
                var key = RowKeys.Body(location.Id);
                var bytes = await _storage.Metadata.GetAsync(bucket.Partition, RowFamily.Body, key, cancellationToken);
                return bytes is null ? null : new ObjectBody(bytes);
            default:
                var blob = await _storage.Blobs.OpenAsync(location.Id, cancellationToken);
                return blob is null ? null : new ObjectBody(blob);
        }
    }
}
