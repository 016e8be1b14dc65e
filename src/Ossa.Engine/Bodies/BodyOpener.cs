using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>Opens the body that a record points to.</summary>
internal sealed class BodyOpener(StorageEngine storage, BodyKeys keys, BodyPins pins, GarbageQueue garbage)
{
    /// <summary>The open body, or null when it is gone: its record has been replaced, or it is damaged.</summary>
    public async ValueTask<ObjectBody?> OpenAsync(
        BucketPartition partition,
        BodyLocation location,
        CancellationToken cancellationToken
    )
    {
        switch (location.Kind)
        {
            case BodyKind.Empty:
                return new ObjectBody(ReadOnlyMemory<byte>.Empty);
            case BodyKind.Row:
                var bytes = await partition.GetBodyAsync(location.Id, cancellationToken);
                return bytes is null ? null : new ObjectBody(await keys.OpenAsync(location, bytes, cancellationToken));
            case BodyKind.Blob:
                var blob = await storage.Blobs.OpenAsync(location.Id, cancellationToken);
                return blob is null
                    ? null
                    : new ObjectBody(await keys.OpenAsync(location, blob, cancellationToken))
                    {
                        Source = location.Key is null ? new BodySource(storage.Blobs, location.Id) : null,
                    };
            default:
                return await OpenManifestAsync(partition, location.Id, cancellationToken);
        }
    }

    /// <summary>The manifest of a body of several pieces, or null when it is gone.</summary>
    public static async ValueTask<Manifest?> FindManifestAsync(
        IMetadataStore metadata,
        PartitionId partition,
        BlobId id,
        CancellationToken cancellationToken
    )
    {
        var row = await metadata.GetAsync(partition, RowFamily.Body, RowKeys.Body(id), cancellationToken);
        return row is null ? null : Manifest.Decode(row);
    }

    private async ValueTask<ObjectBody?> OpenManifestAsync(
        BucketPartition partition,
        BlobId id,
        CancellationToken cancellationToken
    )
    {
        // Pinned first: a manifest that is found after that stays whole.
        if (!pins.TryPin(id))
        {
            return null;
        }

        Manifest? manifest = null;
        try
        {
            manifest = await FindManifestAsync(storage.Metadata, partition.Id, id, cancellationToken);
        }
        finally
        {
            if (manifest is null)
            {
                Unpin();
            }
        }

        return manifest is null
            ? null
            : new ObjectBody(new ManifestReader(partition, storage.Blobs, keys, manifest, Unpin));

        // The collector may have come by meanwhile and left the body for later.
        void Unpin()
        {
            pins.Unpin(id);
            garbage.Signal(partition.Id, new GarbageItem(GarbageKind.Manifest, id));
        }
    }
}
