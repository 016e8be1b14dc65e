using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Engine.Versions;
using Ossa.Storage;

namespace Ossa.Engine.Objects;

/// <summary>Finds records, and opens exactly the bodies that they describe.</summary>
internal sealed class ObjectReader(IMetadataStore metadata, BodyOpener bodies)
{
    /// <summary>A version's record as it is stored, delete markers included; the current object when no version is named.</summary>
    public async ValueTask<byte[]?> FindRowAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        CancellationToken cancellationToken
    )
    {
        var partition = new BucketPartition(metadata, bucket);
        var bytes = Encoding.UTF8.GetBytes(key);
        if (version is not { } wanted)
        {
            return await partition.GetAsync(RowKeys.Object(bytes), cancellationToken);
        }

        var isAgain = false;
        byte[]? seen = null;
        while (true)
        {
            var head = await partition.GetAsync(RowKeys.KeyHead(bytes), cancellationToken);
            var row = await partition.GetAsync(RowOf(bytes, head, wanted), cancellationToken);
            if (row is not null && ObjectCodec.Decode(row).Version == wanted)
            {
                return row;
            }
            // Between the two reads the version may have come under another place; with the same head twice, or none, it is not there.
            if (isAgain && head.AsSpan().SequenceEqual(seen))
            {
                return null;
            }

            (isAgain, seen) = (true, head);
        }
    }

    /// <summary>A version's record with its body open, or null: a delete marker has none either.</summary>
    public async ValueTask<OpenObject?> OpenAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        CancellationToken cancellationToken
    )
    {
        var partition = new BucketPartition(metadata, bucket);
        byte[]? missed = null;
        while (await FindRowAsync(bucket, key, version, cancellationToken) is { } row)
        {
            var record = ObjectCodec.Decode(row);
            if (record.IsDeleteMarker)
            {
                return null;
            }

            if (await bodies.OpenAsync(partition, record.Body, cancellationToken) is { } body)
            {
                return new OpenObject(record, body, bucket, key);
            }
            // Between record and body the object may have been replaced; the same record twice cannot be explained that way.
            if (missed is not null && missed.AsSpan().SequenceEqual(row))
            {
                throw new DamagedBlobException(record.Body.Id, "it is missing, but a record points to it");
            }

            missed = row;
        }
        return null;
    }

    private static byte[] RowOf(byte[] key, byte[]? head, VersionId version)
    {
        if (head is null)
        {
            return RowKeys.Object(key);
        }

        var sequence = version == VersionId.Null ? KeyHead.Decode(head).NullSequence : version.Sequence;
        return RowKeys.Version(key, sequence);
    }
}
