using Ossa.Engine.Multipart;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>
/// Finds counters of the writes of parts that belong to no upload. Such a counter comes with the first part and goes in the batch that ends
/// the upload; one whose upload has parts without running is named with these.
/// </summary>
internal sealed class PartWritesCheck(CheckRun run)
{
    private static readonly byte[] Prefix = "q/"u8.ToArray();

    public async ValueTask CheckAsync(CheckedPartition partition, CancellationToken cancellationToken)
    {
        var counters = new Dictionary<BlobId, Row>();
        await foreach (var row in run.ScanAsync(partition.Id, Prefix, cancellationToken))
        {
            counters[PartNames.UploadOf(row.Key)] = row;
        }

        if (counters.Count == 0)
        {
            return;
        }

        // Looked up after the counters: an upload that began meanwhile is among them, and one that ended took its counter along.
        await foreach (var row in run.ScanAsync(partition.Id, RowKeys.UploadPrefix, cancellationToken))
        {
            if (UploadNames.TryRead(row.Key, out var running))
            {
                counters.Remove(running);
            }
        }

        foreach (var (upload, row) in counters)
        {
            if (!await HasPartsAsync(partition.Id, upload, cancellationToken))
            {
                await ReportAsync(partition, upload, row, cancellationToken);
            }
        }
    }

    private async ValueTask<bool> HasPartsAsync(
        PartitionId partition,
        BlobId upload,
        CancellationToken cancellationToken
    )
    {
        var range = KeyRange.Prefix(RowKeys.Parts(upload));
        return (await run.Metadata.ScanAsync(partition, RowFamily.Record, range, 1, cancellationToken)).Count > 0;
    }

    private async ValueTask ReportAsync(
        CheckedPartition partition,
        BlobId upload,
        Row row,
        CancellationToken cancellationToken
    )
    {
        if (await run.GetAsync(partition.Id, row.Key, cancellationToken) is null)
        {
            return;
        }

        var detail = $"the writes of parts are counted of the upload {new UploadId(upload)}, which is not there";
        var finding = new Finding(FindingKind.StrayParts, detail) { Repaired = run.Options.Repair };
        var batch = new WriteBatch().Delete(RowFamily.Record, row.Key);
        while (run.Options.Repair && !await run.Metadata.ApplyAsync(partition.Id, batch, cancellationToken))
        {
            // There are no guards, but a distributed engine may refuse for reasons of its own.
        }

        await run.ReportAsync(partition, finding, cancellationToken);
    }
}
