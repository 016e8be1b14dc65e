using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Engine.Encryption;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Engine.Versions;
using Ossa.Storage;

namespace Ossa.Engine.Rewrapping;

/// <summary>
/// Wraps keys of one bucket anew. Bodies stay what and where they are, and retention protects nothing of this. A manifest gets its keys in
/// place, guarded on the record that names it: whoever has read it before has keys that open still.
/// </summary>
internal sealed class BucketRewrap(IMetadataStore metadata, Bucket bucket, BodyKeys keys, KeyCommitter committer)
{
    /// <summary>Wraps anew what is not wrapped by a present master key; false where nothing was left to do.</summary>
    /// <exception cref="KeyringException">The master key that wrapped it is not at hand.</exception>
    /// <exception cref="DamagedBlobException">It does not open.</exception>
    public ValueTask<bool> RewrapAsync(WrappedKeyPlace place, CancellationToken cancellationToken) =>
        place.Kind switch
        {
            PlaceKind.Part => RewrapPartAsync(place, cancellationToken),
            PlaceKind.Object => RewrapRecordAsync(
                place.Row.Key.AsSpan(RowKeys.ObjectPrefix.Length),
                version: null,
                cancellationToken
            ),
            _ => RewrapRecordAsync(
                RowKeys.KeyOfVersion(place.Row.Key),
                ObjectCodec.Decode(place.Row.Value).Version,
                cancellationToken
            ),
        };

    /// <summary>The write is counted as one of the part, so that whoever completes the upload meanwhile reads it again.</summary>
    private async ValueTask<bool> RewrapPartAsync(WrappedKeyPlace place, CancellationToken cancellationToken)
    {
        var partition = new BucketPartition(metadata, bucket);
        var name = place.Row.Key;
        while (
            await partition.GetAsync(place.Upload!.Value.Key, cancellationToken) is { } upload
            && await partition.GetAsync(name, cancellationToken) is { } row
        )
        {
            var part = PartCodec.Decode(name, row);
            if (await keys.RenewAsync(part.Body, cancellationToken) is not { } renewed)
            {
                return false;
            }

            var batch = partition
                .NewBatch()
                .Require(place.Upload.Value.Key, upload)
                .Require(name, row)
                .Put(RowFamily.Record, name, PartCodec.Encode(part with { Body = renewed }))
                .Increment(RowKeys.PartWrites(PartNames.UploadOf(name)), 1);
            if (await partition.ApplyAsync(batch, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private ValueTask<bool> RewrapRecordAsync(
        ReadOnlySpan<byte> key,
        VersionId? version,
        CancellationToken cancellationToken
    ) =>
        committer.CommitAsync(
            bucket,
            Encoding.UTF8.GetString(key),
            async change =>
            {
                var record = version is { } named
                    ? await change.FindAsync(named, cancellationToken)
                    : change.State.Current;
                if (record is null)
                {
                    return false;
                }

                if (record.Body.Kind == BodyKind.Manifest)
                {
                    return await RewrapManifestAsync(change, record.Body.Id, cancellationToken);
                }

                if (await keys.RenewAsync(record.Body, cancellationToken) is not { } renewed)
                {
                    return false;
                }

                change.Update(record, record with { Body = renewed });
                return true;
            },
            cancellationToken
        );

    private async ValueTask<bool> RewrapManifestAsync(KeyChange change, BlobId id, CancellationToken cancellationToken)
    {
        // One that is gone has been replaced meanwhile, or is damage; the record tells neither.
        if (await BodyOpener.FindManifestAsync(metadata, bucket.Partition, id, cancellationToken) is not { } manifest)
        {
            return false;
        }

        var pieces = manifest.Pieces.ToArray();
        var isChanged = false;
        for (var i = 0; i < pieces.Length; i++)
        {
            if (await keys.RenewAsync(pieces[i].Location, cancellationToken) is { } renewed)
            {
                pieces[i] = pieces[i] with { Location = renewed };
                isChanged = true;
            }
        }

        if (isChanged)
        {
            var row = new Manifest(pieces, manifest.Previous).Encode();
            change.Batch.Put(RowFamily.Body, RowKeys.Body(id), row);
        }

        return isChanged;
    }
}
