using System.Buffers.Binary;
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

    /// <summary>Lets a holder go, and deletes the blob with the last one. True when that happened.</summary>
    public async ValueTask<bool> ReleaseAsync(BlobId blob, BlobId holder, CancellationToken cancellationToken)
    {
        var leaving = holder == default ? blob : holder;
        while (true)
        {
            var present = await ReadAsync(blob, cancellationToken);
            var holders = Decode(present);
            if (holders is null)
            {
                if (leaving != blob)
                {
                    return false;
                }

                await storage.Blobs.DeleteAsync(blob, cancellationToken);
                // A copy that came too late may have added itself meanwhile; it finds its source gone and lets go again.
                return true;
            }

            if (!holders.Contains(leaving))
            {
                return false;
            }

            var rest = holders.Where(other => other != leaving).ToList();
            if (rest.Count == 0)
            {
                await storage.Blobs.DeleteAsync(blob, cancellationToken);
            }

            if (await WriteAsync(blob, present, rest, cancellationToken))
            {
                return rest.Count == 0;
            }
        }
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
}
