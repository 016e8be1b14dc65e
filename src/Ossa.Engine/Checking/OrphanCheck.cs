using System.Text;
using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Finds what nothing names: blobs, holders of blobs, rows of bodies.</summary>
/// <remarks>
/// What comes and goes meanwhile must not be taken for it. So first all names are collected and then what has none, and for that all names
/// are collected once more: what was there before this second walk and is there after it was named all the time if at all, and then the
/// walk has seen the name (see <see cref="NameWalk"/>).
/// </remarks>
internal sealed class OrphanCheck(CheckRun run, Partitions partitions)
{
    /// <summary>Rows of bodies are large.</summary>
    private const int PageRows = 32;

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        var names = await CollectAsync(cancellationToken);
        var rows = await FindRowsAsync(names, cancellationToken);
        var blobs = await FindBlobsAsync(names, cancellationToken);
        if (rows.Count == 0 && blobs.Count == 0)
        {
            return;
        }

        names = await CollectAsync(cancellationToken);
        foreach (var row in rows.Where(row => !names.HasRow(row.Id)))
        {
            await JudgeAsync(row, names, cancellationToken);
        }

        foreach (var blob in blobs)
        {
            await JudgeAsync(blob, names, cancellationToken);
        }
    }

    private async ValueTask<Names> CollectAsync(CancellationToken cancellationToken)
    {
        var names = new Names();
        var walk = new NameWalk(run, names);
        foreach (var partition in await partitions.ReadAsync(cancellationToken))
        {
            await walk.WalkAsync(partition.Id, cancellationToken);
        }

        names.AreComplete &= partitions.AreAllReadable;
        return names;
    }

    private async ValueTask<IReadOnlyList<NamelessRow>> FindRowsAsync(Names names, CancellationToken cancellationToken)
    {
        var found = new List<NamelessRow>();
        var all = new KeyRange(ReadOnlyMemory<byte>.Empty, null);
        foreach (var partition in await partitions.ReadAsync(cancellationToken))
        {
            await foreach (var row in run.ScanAsync(partition.Id, RowFamily.Body, all, PageRows, cancellationToken))
            {
                if (BlobId.TryParse(Encoding.ASCII.GetString(row.Key), out var id) && !names.HasRow(id))
                {
                    found.Add(new NamelessRow(partition, id, row.Value.Length));
                }
            }
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<NamelessBlob>> FindBlobsAsync(
        Names names,
        CancellationToken cancellationToken
    )
    {
        var found = new List<NamelessBlob>();
        await foreach (var blob in run.Blobs.ListAsync(cancellationToken))
        {
            if (await run.Holders.TryListAsync(blob, cancellationToken) is not { } holders)
            {
                var what = $"the holders of the blob {blob} cannot be read";
                await run.ReportAsync(
                    new Finding(FindingKind.UnreadableRow, what) { Body = blob.ToString() },
                    cancellationToken
                );
                continue;
            }

            var nameless = holders.Where(holder => !names.HasHolder(blob, holder)).ToList();
            if (nameless.Count > 0)
            {
                found.Add(new NamelessBlob(blob, nameless));
            }
        }

        return found;
    }

    private async ValueTask JudgeAsync(NamelessRow row, Names names, CancellationToken cancellationToken)
    {
        var key = Records.RowKeys.Body(row.Id);
        var (partition, bucket) = row.Partition;
        if (await run.Metadata.GetAsync(partition, RowFamily.Body, key, cancellationToken) is null)
        {
            return;
        }

        var repaired = MayRepair(names);
        if (repaired)
        {
            var batch = new WriteBatch().Delete(RowFamily.Body, key);
            await run.Metadata.ApplyAsync(partition, batch, cancellationToken);
        }

        var detail = $"no record names the row {row.Id} of a body, {row.Length} bytes{Kept(names)}";
        var finding = new Finding(FindingKind.OrphanRow, detail)
        {
            Bucket = bucket,
            Body = row.Id.ToString(),
            Repaired = repaired,
        };
        await run.ReportAsync(finding, cancellationToken);
    }

    private async ValueTask JudgeAsync(NamelessBlob blob, Names names, CancellationToken cancellationToken)
    {
        var present = await run.Holders.TryListAsync(blob.Id, cancellationToken) ?? [];
        var stale = blob
            .Holders.Where(holder => present.Contains(holder) && !names.HasHolder(blob.Id, holder))
            .ToList();
        if (stale.Count == 0 || !await ExistsAsync(blob.Id, cancellationToken))
        {
            return;
        }

        var repaired = MayRepair(names);
        if (repaired)
        {
            var held = stale.Select(holder => new BodyLocation(BodyKind.Blob, blob.Id, holder));
            await run.Holders.ReleaseAsync(held, cancellationToken);
        }

        var finding =
            stale.Count == present.Count
                ? new Finding(FindingKind.OrphanBlob, $"nothing names the blob {blob.Id}{Kept(names)}")
                : new Finding(
                    FindingKind.StaleHolder,
                    $"nothing is the holder {string.Join(", ", stale)} of the blob {blob.Id}{Kept(names)}"
                );
        await run.ReportAsync(finding with { Body = blob.Id.ToString(), Repaired = repaired }, cancellationToken);
    }

    private async ValueTask<bool> ExistsAsync(BlobId id, CancellationToken cancellationToken)
    {
        try
        {
            await using var blob = await run.Blobs.OpenAsync(id, cancellationToken);
            return blob is not null;
        }
        catch (DamagedBlobException)
        {
            return true;
        }
    }

    private bool MayRepair(Names names) => run.Options.Repair && names.AreComplete;

    private static string Kept(Names names) =>
        names.AreComplete ? "" : "; it is kept, since a record that cannot be read may name it";
}
