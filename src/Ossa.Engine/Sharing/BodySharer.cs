using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Encryption;
using Ossa.Engine.Garbage;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Sharing;

/// <summary>
/// Gives a copy its body: the blobs of its source, held once more, and rows of its own. Where sharing cannot be (the two are not encrypted
/// alike, the source has changed meanwhile, a blob has too many holders) the bytes are copied from the open source.
/// </summary>
internal sealed class BodySharer(
    StorageEngine storage,
    ObjectReader reader,
    BodyKeys keys,
    BodyStager stager,
    Intents intents,
    BlobHolders holders
)
{
    /// <summary>How many holders are added at once, so that they share syncs.</summary>
    private const int HoldersAtOnce = 32;

    /// <summary>A body for a copy that is to lie in another bucket or the same.</summary>
    public async ValueTask<PendingBody> ShareAsync(
        OpenObject source,
        Bucket destination,
        ObjectEncryption? encryption,
        CancellationToken cancellationToken
    )
    {
        var partition = new BucketPartition(storage.Metadata, destination);
        PendingBody? shared = null;
        if (ObjectEncryption.AreAlike(source.Record.Encryption, encryption))
        {
            shared = source.Record.Body.Kind switch
            {
                BodyKind.Blob => await ShareBlobAsync(source, partition, encryption, cancellationToken),
                BodyKind.Manifest => await ShareManifestAsync(source, partition, encryption, cancellationToken),
                _ => null,
            };
        }

        return shared ?? await CopyBytesAsync(source, partition, encryption, cancellationToken);
    }

    private async ValueTask<PendingBody?> ShareBlobAsync(
        OpenObject source,
        BucketPartition partition,
        ObjectEncryption? encryption,
        CancellationToken cancellationToken
    )
    {
        var body = source.Record.Body;
        var held = body with { Holder = BlobId.New() };
        var location = await keys.RewrapAsync(body, held, encryption, cancellationToken);
        await intents.DeclareAsync(partition, GarbageItem.Of(location), new WriteBatch(), cancellationToken);
        return await HoldAsync(source, partition, location, [location], cancellationToken);
    }

    private async ValueTask<PendingBody?> ShareManifestAsync(
        OpenObject source,
        BucketPartition partition,
        ObjectEncryption? encryption,
        CancellationToken cancellationToken
    )
    {
        var from = new BucketPartition(storage.Metadata, source.Bucket);
        var manifest = await BodyOpener.FindManifestAsync(
            storage.Metadata,
            from.Id,
            source.Record.Body.Id,
            cancellationToken
        );
        if (manifest is null)
        {
            return null;
        }

        var location = new BodyLocation(BodyKind.Manifest, BlobId.New());
        var rows = new WriteBatch();
        var pieces = new List<Piece>(manifest.Pieces.Count);
        foreach (var piece in manifest.Pieces)
        {
            var shared =
                piece.Location.Kind == BodyKind.Blob
                    ? piece.Location with
                    {
                        Holder = location.Id,
                    }
                    : await CopyRowAsync(from, piece.Location, rows, cancellationToken);
            shared = await keys.RewrapAsync(piece.Location, shared, encryption, cancellationToken);
            pieces.Add(piece with { Location = shared });
        }
        rows.Put(RowFamily.Body, RowKeys.Body(location.Id), new Manifest(pieces).Encode());
        await intents.DeclareAsync(partition, GarbageItem.Of(location), rows, cancellationToken);
        var blobs = pieces.Select(piece => piece.Location).Where(piece => piece.Kind == BodyKind.Blob);
        return await HoldAsync(source, partition, location, blobs, cancellationToken);
    }

    /// <summary>Adds the holders, then makes sure that the source held the blobs until after that.</summary>
    private async ValueTask<PendingBody?> HoldAsync(
        OpenObject source,
        BucketPartition partition,
        BodyLocation location,
        IEnumerable<BodyLocation> blobs,
        CancellationToken cancellationToken
    )
    {
        var body = new PendingBody(partition.Id, intents, location);
        var held = false;
        try
        {
            held = await AddHoldersAsync(blobs, cancellationToken) && await IsUnchangedAsync(source, cancellationToken);
            return held ? body : null;
        }
        finally
        {
            if (!held)
            {
                await body.DisposeAsync();
            }
        }
    }

    private async ValueTask<bool> AddHoldersAsync(IEnumerable<BodyLocation> blobs, CancellationToken cancellationToken)
    {
        foreach (var group in blobs.Chunk(HoldersAtOnce))
        {
            var added = await Task.WhenAll(group.Select(AddAsync));
            if (added.Contains(false))
            {
                return false;
            }
        }

        return true;

        async Task<bool> AddAsync(BodyLocation blob)
        {
            // They can share a sync if they are handed over before the first is on the disk, which may be written on the thread that asks.
            await Task.Yield();
            return await holders.TryAddAsync(blob.Id, blob.Holder, cancellationToken);
        }
    }

    private async ValueTask<bool> IsUnchangedAsync(OpenObject source, CancellationToken cancellationToken)
    {
        var version = source.Record.Version;
        var row = await reader.FindRowAsync(source.Bucket, source.Key, version, cancellationToken);
        return row is not null && ObjectCodec.Decode(row).Body == source.Record.Body;
    }

    private static async ValueTask<BodyLocation> CopyRowAsync(
        BucketPartition from,
        BodyLocation row,
        WriteBatch batch,
        CancellationToken cancellationToken
    )
    {
        var bytes =
            await from.GetBodyAsync(row.Id, cancellationToken)
            ?? throw new DamagedBlobException(row.Id, "it is missing, but a manifest points to it");
        var copy = new BodyLocation(BodyKind.Row, BlobId.New());
        batch.Put(RowFamily.Body, RowKeys.Body(copy.Id), bytes);
        return copy;
    }

    private async ValueTask<PendingBody> CopyBytesAsync(
        OpenObject source,
        BucketPartition partition,
        ObjectEncryption? encryption,
        CancellationToken cancellationToken
    )
    {
        var read = source.Body.ReadFrom(0);
        var staged = await stager.StageCopyAsync(partition, encryption, read, cancellationToken);
        if (staged.Length == source.Record.Size && staged.Crc64 == source.Record.Crc64)
        {
            return staged;
        }

        await staged.DisposeAsync();
        throw new DamagedBlobException(source.Record.Body.Id, "its bytes are not those that its record describes");
    }
}
