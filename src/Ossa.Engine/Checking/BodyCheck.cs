using Ossa.Engine.Bodies;
using Ossa.Engine.Encryption;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Protocol.Checksums;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Compares bodies with what their records say of them.</summary>
internal sealed class BodyCheck(CheckRun run)
{
    /// <summary>What shared blobs were found to be, so that each is read once however many objects share it.</summary>
    private readonly Dictionary<BlobId, (long Length, ulong Crc64)> _shared = [];

    /// <summary>All that is wrong with a body. It may be in flight: what finds something looks whether its record is still the same.</summary>
    public async ValueTask<IReadOnlyList<Damage>> FindAsync(
        PartitionId partition,
        Piece body,
        CancellationToken cancellationToken
    )
    {
        var found = new List<Damage>();
        if (body.Location.Kind == BodyKind.Manifest)
        {
            await CheckManifestAsync(partition, body, found, cancellationToken);
        }
        else
        {
            await CheckPieceAsync(partition, body, found, cancellationToken);
        }

        return found;
    }

    private async ValueTask CheckManifestAsync(
        PartitionId partition,
        Piece body,
        List<Damage> found,
        CancellationToken cancellationToken
    )
    {
        var id = body.Location.Id;
        var row = await run.Metadata.GetAsync(partition, RowFamily.Body, RowKeys.Body(id), cancellationToken);
        if (row is null)
        {
            found.Add(new Damage(FindingKind.MissingBody, id, $"the manifest {id} is missing"));
            return;
        }

        if (Readable.TryDecode(() => Manifest.Decode(row), out var why) is not { } manifest)
        {
            found.Add(new Damage(FindingKind.DamagedBody, id, $"the manifest {id} cannot be read: {why}"));
            return;
        }

        var before = found.Count;
        foreach (var piece in manifest.Pieces)
        {
            await CheckPieceAsync(partition, piece, found, cancellationToken);
        }

        if (found.Count == before)
        {
            Compare(body, manifest.Length, manifest.Crc64, "the pieces of the manifest", found);
        }
    }

    private async ValueTask CheckPieceAsync(
        PartitionId partition,
        Piece piece,
        List<Damage> found,
        CancellationToken cancellationToken
    )
    {
        switch (piece.Location.Kind)
        {
            case BodyKind.Empty:
                Compare(piece, 0, Crc64.Empty, "no body", found);
                break;
            case BodyKind.Row:
                await CheckRowAsync(partition, piece, found, cancellationToken);
                break;
            case BodyKind.Blob:
                await CheckBlobAsync(piece, found, cancellationToken);
                break;
            default:
                var kind = (int)piece.Location.Kind;
                found.Add(new Damage(FindingKind.DamagedBody, piece.Location.Id, $"a body of the unknown kind {kind}"));
                break;
        }
    }

    private async ValueTask CheckRowAsync(
        PartitionId partition,
        Piece piece,
        List<Damage> found,
        CancellationToken cancellationToken
    )
    {
        var id = piece.Location.Id;
        var row = await run.Metadata.GetAsync(partition, RowFamily.Body, RowKeys.Body(id), cancellationToken);
        if (row is null)
        {
            found.Add(new Damage(FindingKind.MissingBody, id, $"the row {id} of the body is missing"));
            return;
        }

        await run.CountBytesAsync(row.Length, cancellationToken);
        var what = $"the row {id} of the body";
        if (piece.Location.Key is null)
        {
            Compare(piece, row.Length, Crc64.Compute(row), what, found);
        }
        else if (await FindKeyAsync(piece, found, cancellationToken) is { } key)
        {
            using (key)
            {
                CompareSealed(piece, key, row, what, found);
            }
        }
        else
        {
            Compare(piece, SealedChunks.PlainLength(row.Length), piece.Crc64, what, found);
        }
    }

    private async ValueTask CheckBlobAsync(Piece piece, List<Damage> found, CancellationToken cancellationToken)
    {
        var id = piece.Location.Id;
        using var key = await FindKeyAsync(piece, found, cancellationToken);
        try
        {
            if (await ReadAsync(piece, key, cancellationToken) is not { } read)
            {
                found.Add(new Damage(FindingKind.MissingBody, id, $"the blob {id} is missing"));
                return;
            }

            Compare(piece, read.Length, read.Crc64, $"the blob {id}", found);
        }
        catch (IOException error)
        {
            // What the disk cannot read is as damaged as what it reads wrongly.
            found.Add(new Damage(FindingKind.DamagedBody, id, error.Message));
        }

        await CheckHolderAsync(piece, found, cancellationToken);
    }

    /// <summary>The key of a sealed piece. Null where it has none, and where there is none to be had, which is said once or is damage.</summary>
    private async ValueTask<DataKey?> FindKeyAsync(Piece piece, List<Damage> found, CancellationToken cancellationToken)
    {
        if (piece.Location.Key is null || !run.HasKeyring)
        {
            return null;
        }

        try
        {
            return await run.Keys.OpenForCheckAsync(piece.Location, cancellationToken);
        }
        catch (Exception error) when (error is KeyringException or DamagedBlobException)
        {
            found.Add(new Damage(FindingKind.DamagedBody, piece.Location.Id, error.Message));
            return null;
        }
    }

    private async ValueTask CheckHolderAsync(Piece piece, List<Damage> found, CancellationToken cancellationToken)
    {
        var (_, id, holder, _) = piece.Location;
        var own = holder == default ? id : holder;
        if (await run.Holders.TryListAsync(id, cancellationToken) is { } holders && !holders.Contains(own))
        {
            var what = $"the blob {id} does not name its holder {own}";
            found.Add(new Damage(FindingKind.MissingHolder, id, what) { Holder = own });
        }
    }

    /// <summary>A blob's length and checksum, or null when it is not there.</summary>
    private async ValueTask<(long Length, ulong Crc64)?> ReadAsync(
        Piece piece,
        DataKey? key,
        CancellationToken cancellationToken
    )
    {
        var id = piece.Location.Id;
        if (_shared.TryGetValue(id, out var known))
        {
            return known;
        }

        if (await new BlobChecksum(run, piece, key).ComputeAsync(cancellationToken) is not { } read)
        {
            return null;
        }

        if (piece.Location.Holder != default && !run.Options.Quick)
        {
            _shared[id] = read;
        }

        return read;
    }

    private static void CompareSealed(Piece piece, DataKey key, byte[] row, string what, List<Damage> found)
    {
        try
        {
            var bytes = BodyKeys.Open(piece.Location, key, row);
            Compare(piece, bytes.Length, Crc64.Compute(bytes), what, found);
        }
        catch (DamagedBlobException damage)
        {
            found.Add(new Damage(FindingKind.DamagedBody, piece.Location.Id, damage.Message));
        }
    }

    private static void Compare(Piece piece, long length, ulong crc64, string what, List<Damage> found)
    {
        var id = piece.Location.Id;
        if (length != piece.Length)
        {
            var detail = $"{what} has {length} bytes instead of {piece.Length}";
            found.Add(new Damage(FindingKind.DamagedBody, id, detail));
        }
        else if (crc64 != piece.Crc64)
        {
            found.Add(
                new Damage(FindingKind.DamagedBody, id, $"{what} has the CRC-64 {crc64} instead of {piece.Crc64}")
            );
        }
    }
}
