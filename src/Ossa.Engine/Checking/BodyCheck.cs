using System.Buffers;
using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Protocol.Checksums;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Compares bodies with what their records say of them.</summary>
internal sealed class BodyCheck(CheckRun run)
{
    private const int BufferBytes = 1024 * 1024;

    /// <summary>What is read of a blob at once. An open file keeps its space when it is deleted, so it is closed wherever the check may wait.</summary>
    private const int RunBytes = 4 * BufferBytes;

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
        Compare(piece, row.Length, Crc64.Compute(row), $"the row {id} of the body", found);
    }

    private async ValueTask CheckBlobAsync(Piece piece, List<Damage> found, CancellationToken cancellationToken)
    {
        var id = piece.Location.Id;
        try
        {
            if (await ReadAsync(piece, cancellationToken) is not { } read)
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

    private async ValueTask CheckHolderAsync(Piece piece, List<Damage> found, CancellationToken cancellationToken)
    {
        var (_, id, holder) = piece.Location;
        var own = holder == default ? id : holder;
        if (await run.Holders.TryListAsync(id, cancellationToken) is { } holders && !holders.Contains(own))
        {
            var what = $"the blob {id} does not name its holder {own}";
            found.Add(new Damage(FindingKind.MissingHolder, id, what) { Holder = own });
        }
    }

    /// <summary>A blob's length and checksum, or null when it is not there. A quick check takes the checksum for right.</summary>
    private async ValueTask<(long Length, ulong Crc64)?> ReadAsync(Piece piece, CancellationToken cancellationToken)
    {
        var id = piece.Location.Id;
        if (_shared.TryGetValue(id, out var known))
        {
            return known;
        }

        if (await ReadAllAsync(piece, cancellationToken) is not { } read)
        {
            return null;
        }

        if (piece.Location.Holder != default && !run.Options.Quick)
        {
            _shared[id] = read;
        }

        return read;
    }

    private async ValueTask<(long Length, ulong Crc64)?> ReadAllAsync(Piece piece, CancellationToken cancellationToken)
    {
        var crc = new Crc64();
        for (long at = 0; ; )
        {
            long length;
            int count;
            await using (var blob = await run.Blobs.OpenAsync(piece.Location.Id, cancellationToken))
            {
                if (blob is null || run.Options.Quick)
                {
                    return blob is null ? null : (blob.Length, piece.Crc64);
                }

                length = blob.Length;
                count = await ReadRunAsync(blob, at, crc, cancellationToken);
            }

            await run.CountBytesAsync(count, cancellationToken);
            at += count;
            if (at >= length)
            {
                return (length, crc.Value);
            }
        }
    }

    private static async ValueTask<int> ReadRunAsync(
        IBlobReader blob,
        long from,
        Crc64 crc,
        CancellationToken cancellationToken
    )
    {
        var length = (int)Math.Clamp(blob.Length - from, 0, RunBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            for (var at = 0; at < length; )
            {
                var target = buffer.AsMemory(0, Math.Min(BufferBytes, length - at));
                var count = await blob.ReadAsync(from + at, target, cancellationToken);
                crc.Append(buffer.AsSpan(0, count));
                at += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return length;
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
