using System.Globalization;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Checksums;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Storage;

namespace Ossa.Engine.Appending;

/// <summary>
/// Appends to objects. Of several that append at one position one wins; the others are told where the object ends now, and nothing of
/// theirs is in it.
/// </summary>
public sealed class ObjectAppender
{
    private readonly StorageEngine _storage;
    private readonly ObjectStore _objects;
    private readonly ObjectReader _reader;
    private readonly BodyKeys _bodyKeys;
    private readonly BodyStager _stager;
    private readonly KeyCommitter _keys;
    private readonly Quota _quota;
    private readonly TimeProvider _time;

    internal ObjectAppender(
        StorageEngine storage,
        ObjectStore objects,
        ObjectReader reader,
        BodyKeys bodyKeys,
        BodyStager stager,
        KeyCommitter keys,
        Quota quota,
        TimeProvider time
    )
    {
        _storage = storage;
        _objects = objects;
        _reader = reader;
        _bodyKeys = bodyKeys;
        _stager = stager;
        _keys = keys;
        _quota = quota;
        _time = time;
    }

    /// <summary>
    /// Appends a body at a position, which must be where the object ends; an object that is not there begins at zero. Metadata, list, storage
    /// class and encryption count for the first append only.
    /// </summary>
    public async ValueTask<ObjectRecord> AppendAsync(
        Bucket bucket,
        string key,
        long position,
        NewObject wanted,
        ReadBody body,
        CancellationToken cancellationToken
    )
    {
        using var writing = _bodyKeys.BeginWrite();
        await using var open = await _reader.OpenAsync(bucket, key, version: null, cancellationToken);
        RequirePosition(open?.Record, position, key);
        if (wanted.ForbidOverwrite && position == 0)
        {
            ObjectStore.RequireFree(bucket.Versioning, open?.Record, key);
        }

        if (open is not null)
        {
            // Told before the body is read; what counts is the check in the commit.
            bucket.Retention.RequireUnprotected(open.Record, key, _time.GetUtcNow());
        }

        await _quota.RequireAsync(bucket, open is null ? 1 : 0, moreBytes: 1, cancellationToken);
        var encryption = open is null ? wanted.Encryption ?? bucket.Encryption : open.Record.Encryption;
        await _bodyKeys.RequireUsableAsync(encryption, cancellationToken);
        var partition = new BucketPartition(_storage.Metadata, bucket);
        var manifest = await ReadAsync(partition, open, cancellationToken);
        var plan = AppendPlan.For(manifest.Pieces, wanted.ExpectedBytes ?? 0, _stager.InlineLimitBytes);
        await using var staged = await _stager.StageAsync(
            partition,
            encryption,
            Prefix(plan, open),
            body,
            cancellationToken
        );
        BodyChecks.Require(wanted, staged);
        RequireSize(position + staged.Length);
        await _quota.RequireAsync(bucket, open is null ? 1 : 0, staged.Length, cancellationToken);
        var basis = new AppendBasis(open?.Record.Body, manifest.Previous, plan);
        if (plan.Gather(staged.Piece.Length) is { } gather)
        {
            basis = await GatherAsync(partition, open!, basis, gather, cancellationToken);
        }

        return await _keys.CommitAsync(
            bucket,
            key,
            async change =>
            {
                var present = change.State.Current;
                RequirePosition(present, position, key);
                RequireBody(present, basis.Body, encryption, key);
                change.Carry(staged);
                return present is null
                    ? await CreateAsync(
                        change,
                        bucket,
                        wanted with
                        {
                            Encryption = encryption,
                        },
                        staged,
                        cancellationToken
                    )
                    : Extend(change, present, basis, staged);
            },
            cancellationToken
        );
    }

    /// <summary>
    /// Lets nothing more be appended to an object, which must end at the position; null when there is none. One that is sealed stays as it is.
    /// </summary>
    public ValueTask<ObjectRecord?> SealAsync(
        Bucket bucket,
        string key,
        long position,
        CancellationToken cancellationToken
    ) =>
        _objects.UpdateAsync(
            bucket,
            key,
            version: null,
            present =>
            {
                if (present.Type != ObjectType.Appendable)
                {
                    throw new OssException(OssErrors.ObjectNotAppendable, "Key", key);
                }

                RequireEnd(present.Size, position, key);
                return present with
                {
                    SealedAt = present.SealedAt ?? ObjectContent.WholeMilliseconds(_time.GetUtcNow()),
                };
            },
            cancellationToken
        );

    private async ValueTask<ObjectRecord> CreateAsync(
        KeyChange change,
        Bucket bucket,
        NewObject wanted,
        StagedBody staged,
        CancellationToken cancellationToken
    )
    {
        var content = new ObjectContent(staged.Location, staged.Length, staged.Crc64)
        {
            ETag = NewETag(),
            Type = ObjectType.Appendable,
            Encryption = wanted.Encryption,
        };
        var record = await content.DescribeAsync(bucket, wanted, change, _time.GetUtcNow(), cancellationToken);
        await change.PutAsync(record, cancellationToken);
        return record;
    }

    /// <summary>Writes small pieces anew in one, and nothing else: the object stays what it is.</summary>
    private async ValueTask<AppendBasis> GatherAsync(
        BucketPartition partition,
        OpenObject open,
        AppendBasis basis,
        AppendPlan gather,
        CancellationToken cancellationToken
    )
    {
        await using var gathered = await _stager.StageCopyAsync(
            partition,
            open.Record.Encryption,
            open.Body.ReadRange(gather.Kept.Sum(piece => piece.Length), gather.CarriedBytes),
            cancellationToken
        );
        return await _keys.CommitAsync(
            partition.Bucket,
            open.Key,
            change =>
            {
                var present = change.State.Current;
                RequireBody(present, basis.Body, open.Record.Encryption, open.Key);
                change.Carry(gathered);
                Piece[] kept = [.. gather.Kept, gathered.Piece];
                var body = ManifestWriter.Write(change.Batch, [.. kept, .. basis.Plan.Carried], present!.Body);
                ReleaseOld(change, present.Body, gather, basis.Previous);
                change.Update(present, present with { Body = body });
                var previous = body.Kind == BodyKind.Manifest ? present.Body.Id : default;
                return ValueTask.FromResult(new AppendBasis(body, previous, basis.Plan with { Kept = kept }));
            },
            cancellationToken
        );
    }

    private ObjectRecord Extend(KeyChange change, ObjectRecord present, AppendBasis basis, StagedBody staged)
    {
        var extended = present with
        {
            Size = present.Size + staged.Length,
            Crc64 = Crc64.Combine(present.Crc64, staged.Crc64, staged.Length),
            ETag = NewETag(),
            LastModified = ObjectContent.WholeMilliseconds(_time.GetUtcNow()),
            Body = ManifestWriter.Write(change.Batch, [.. basis.Plan.Kept, staged.Piece], present.Body),
        };
        ReleaseOld(change, present.Body, basis.Plan, basis.Previous);
        change.Update(present, extended);
        return extended;
    }

    /// <summary>Of the old body only what was carried goes; a manifest goes too, its kept pieces live on in the next one.</summary>
    private static void ReleaseOld(KeyChange change, BodyLocation old, AppendPlan plan, BlobId previous)
    {
        if (old.Kind == BodyKind.Manifest)
        {
            // Whoever frees them opens none, and with their keys they would not fit a record.
            var carried = plan.Carried.Select(piece => piece with { Location = piece.Location with { Key = null } });
            change.Queue(GarbageItem.Of(old), new Manifest(carried, previous).Encode());
        }
        else if (plan.Carried.Count > 0)
        {
            change.Release(old, plan.CarriedBytes);
        }
    }

    private async ValueTask<Manifest> ReadAsync(
        BucketPartition partition,
        OpenObject? open,
        CancellationToken cancellationToken
    )
    {
        if (open is null || open.Record.Body.Kind == BodyKind.Empty)
        {
            return new Manifest([]);
        }

        var (body, size, crc) = (open.Record.Body, open.Record.Size, open.Record.Crc64);
        if (body.Kind != BodyKind.Manifest)
        {
            return new Manifest([new Piece(body, size, crc)]);
        }

        var metadata = _storage.Metadata;
        // One that is gone although the open object pins it went before that: another append came first.
        return await BodyOpener.FindManifestAsync(metadata, partition.Id, body.Id, cancellationToken)
            ?? throw PositionNotEqual(size, open.Key);
    }

    private static BodyPrefix Prefix(AppendPlan plan, OpenObject? open)
    {
        if (plan.Carried.Count == 0)
        {
            return BodyPrefix.None;
        }

        var read = open!.Body.ReadFrom(plan.Kept.Sum(piece => piece.Length));
        return new BodyPrefix(read, plan.CarriedBytes, Manifest.Combine(plan.Carried));
    }

    private static void RequirePosition(ObjectRecord? present, long position, string key)
    {
        if (present is { Type: not ObjectType.Appendable } or { SealedAt: not null })
        {
            throw new OssException(OssErrors.ObjectNotAppendable, "Key", key);
        }

        RequireEnd(present?.Size ?? 0, position, key);
    }

    /// <summary>
    /// The plan is about the body that was read; another one of the same length has come from somebody else. Empty ones are equal, so that
    /// what was staged must also be sealed as the object is.
    /// </summary>
    private static void RequireBody(ObjectRecord? present, BodyLocation? body, ObjectEncryption? encryption, string key)
    {
        if (
            present is null != body is null
            || (present is not null && !present.Body.IsSamePlaceAs(body!.Value))
            || (present is not null && !ObjectEncryption.AreAlike(present.Encryption, encryption))
        )
        {
            throw PositionNotEqual(present?.Size ?? 0, key);
        }
    }

    private static void RequireEnd(long end, long position, string key)
    {
        if (position != end)
        {
            throw PositionNotEqual(end, key);
        }
    }

    private static OssException PositionNotEqual(long end, string key) =>
        new(OssErrors.PositionNotEqualToLength, "Key", key)
        {
            Headers = [new(OssHeaders.NextAppendPosition, end.ToString(CultureInfo.InvariantCulture))],
        };

    private static void RequireSize(long bytes)
    {
        if (bytes > Limits.MaxAppendableBytes)
        {
            throw new OssException(OssErrors.AppendableObjectTooLarge);
        }
    }

    /// <summary>The tag of an object that was not written in one piece is no checksum.</summary>
    private static string NewETag() => BlobId.New().ToString().ToUpperInvariant();
}
