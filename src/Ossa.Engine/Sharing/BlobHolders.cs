using System.Buffers.Binary;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Sharing;

/// <summary>
/// Who holds a blob that several objects share. A blob without a row here has one holder, its creator, whose name is the blob's own.
/// Holders are named, never counted, so that every step may be repeated.
/// </summary>
/// <remarks>
/// A copy first adds its holder and then makes sure that its source still holds the blob: only then was the blob alive when the holder
/// was added, and it cannot go before that holder lets go. Whoever lets go as the last one deletes the blob first and the row after it,
/// since nobody can have come to hold it validly in between.
/// </remarks>
internal sealed class BlobHolders(StorageEngine storage)
{
    private const int HolderBytes = 16;

    /// <summary>The most holders of one blob; further copies get bytes of their own.</summary>
    private const int MaxHolders = 512;

    /// <summary>Adds a holder beside those that there are; false when there are too many.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="holder">The one to come.</param>
    public async ValueTask<bool> TryAddAsync(BlobId blob, BlobId holder, CancellationToken cancellationToken)
    {
        while (true)
        {
            var present = await ReadAsync(blob, cancellationToken);
            // Its creator alone has no row.
            var holders = Decode(present) ?? [blob];
            if (holders.Count >= MaxHolders)
            {
                return false;
            }

            if (await WriteAsync(blob, present, [.. holders, holder], cancellationToken))
            {
                return true;
            }
        }
    }

    /// <summary>
    /// Lets holders go, and deletes the blobs that nobody holds then, for good: once this returns, the rows that named them may go. Gives
    /// what was deleted.
    /// </summary>
    public async ValueTask<HashSet<BlobId>> ReleaseAsync(
        IEnumerable<BodyLocation> held,
        CancellationToken cancellationToken
    )
    {
        var deleted = new HashSet<BlobId>();
        var leaving = held.ToList();
        while (leaving.Count > 0)
        {
            var last = new List<LastHold>();
            foreach (var hold in leaving)
            {
                if (await LeaveAsync(hold, cancellationToken) is { } alone)
                {
                    last.Add(alone);
                }
            }

            leaving = await DeleteAsync(last, deleted, cancellationToken);
        }

        return deleted;
    }

    /// <summary>Everyone who holds a blob.</summary>
    public async ValueTask<IReadOnlyList<BlobId>> ListAsync(BlobId blob, CancellationToken cancellationToken) =>
        Decode(await ReadAsync(blob, cancellationToken)) ?? [blob];

    /// <summary>Everyone who holds a blob, or null when the row that says so cannot be read.</summary>
    public async ValueTask<IReadOnlyList<BlobId>?> TryListAsync(BlobId blob, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(blob, cancellationToken);
        return row is { Length: var length } && length % HolderBytes != 0 ? null : Decode(row) ?? [blob];
    }

    /// <summary>Lets a holder go while there are others; the last one only leaves together with the blob, and is given back.</summary>
    private async ValueTask<LastHold?> LeaveAsync(BodyLocation held, CancellationToken cancellationToken)
    {
        var leaving = held.Holder == default ? held.Id : held.Holder;
        while (true)
        {
            var present = await ReadAsync(held.Id, cancellationToken);
            var holders = Decode(present) ?? [held.Id];
            if (!holders.Contains(leaving))
            {
                return null;
            }

            var rest = holders.Where(other => other != leaving).ToList();
            if (rest.Count == 0)
            {
                return new LastHold(held, present);
            }

            if (await WriteAsync(held.Id, present, rest, cancellationToken))
            {
                return null;
            }
        }
    }

    /// <summary>Deletes the blobs of last holders and then their rows; gives the holders whose row has changed meanwhile.</summary>
    private async ValueTask<List<BodyLocation>> DeleteAsync(
        List<LastHold> last,
        HashSet<BlobId> deleted,
        CancellationToken cancellationToken
    )
    {
        var changed = new List<BodyLocation>();
        if (last.Count == 0)
        {
            return changed;
        }

        await storage.Blobs.DeleteAsync([.. last.Select(hold => hold.Location.Id)], cancellationToken);
        foreach (var (held, row) in last)
        {
            // Without a row, a copy that came too late may have added itself; it finds its source gone and lets go again.
            if (row is null || await WriteAsync(held.Id, row, [], cancellationToken))
            {
                deleted.Add(held.Id);
            }
            else
            {
                changed.Add(held);
            }
        }

        return changed;
    }

    private ValueTask<byte[]?> ReadAsync(BlobId blob, CancellationToken cancellationToken) =>
        storage.Metadata.GetAsync(RowKeys.BlobPartition(blob), RowFamily.Record, RowKeys.Holders, cancellationToken);

    private ValueTask<bool> WriteAsync(
        BlobId blob,
        byte[]? present,
        List<BlobId> holders,
        CancellationToken cancellationToken
    )
    {
        var batch = new WriteBatch().Require(RowKeys.Holders, present);
        if (holders.Count == 0 || (holders.Count == 1 && holders[0] == blob))
        {
            batch.Delete(RowFamily.Record, RowKeys.Holders);
        }
        else
        {
            batch.Put(RowFamily.Record, RowKeys.Holders, Encode(holders));
        }

        return storage.Metadata.ApplyAsync(RowKeys.BlobPartition(blob), batch, cancellationToken);
    }

    private static byte[] Encode(List<BlobId> holders)
    {
        var row = new byte[holders.Count * HolderBytes];
        for (var i = 0; i < holders.Count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(row.AsSpan(i * HolderBytes), holders[i].Value);
        }

        return row;
    }

    private static List<BlobId>? Decode(byte[]? row)
    {
        if (row is null)
        {
            return null;
        }

        var holders = new List<BlobId>(row.Length / HolderBytes);
        for (var at = 0; at < row.Length; at += HolderBytes)
        {
            holders.Add(new BlobId(BinaryPrimitives.ReadUInt128BigEndian(row.AsSpan(at))));
        }

        return holders;
    }

    private readonly record struct LastHold(BodyLocation Location, byte[]? Row);
}
