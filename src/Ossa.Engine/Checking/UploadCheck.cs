using System.Text;
using Ossa.Engine.Garbage;
using Ossa.Engine.Multipart;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Reads unfinished uploads, and finds parts that belong to none.</summary>
internal sealed class UploadCheck(CheckRun run, RecordCheck records)
{
    private static readonly byte[] Parts = "p/"u8.ToArray();

    public async ValueTask CheckAsync(CheckedPartition partition, CancellationToken cancellationToken)
    {
        var uploads = await ReadAsync(partition.Id, cancellationToken);
        await CheckRowsAsync(partition, uploads.Values, cancellationToken);
        await records.CheckPartsAsync(partition, uploads, cancellationToken);
        foreach (var upload in await FindStrayAsync(partition.Id, uploads, cancellationToken))
        {
            var count = await CountAsync(partition.Id, upload, cancellationToken);
            var detail =
                $"{count} parts belong to the upload {new UploadId(upload)}, which is neither running nor ended";
            await run.ReportAsync(partition, new Finding(FindingKind.StrayParts, detail), cancellationToken);
        }
    }

    private async ValueTask<Dictionary<BlobId, byte[]>> ReadAsync(
        PartitionId partition,
        CancellationToken cancellationToken
    )
    {
        var uploads = new Dictionary<BlobId, byte[]>();
        await foreach (var row in run.ScanAsync(partition, RowKeys.UploadPrefix, cancellationToken))
        {
            if (UploadNames.TryRead(row.Key, out var id))
            {
                uploads[id] = row.Key;
            }
        }

        return uploads;
    }

    private async ValueTask CheckRowsAsync(
        CheckedPartition partition,
        IEnumerable<byte[]> names,
        CancellationToken cancellationToken
    )
    {
        foreach (var name in names)
        {
            run.CountRecord();
            if (
                await run.GetAsync(partition.Id, name, cancellationToken) is { } row
                && Readable.TryDecode(() => UploadCodec.Decode(name, row), out var why) is null
                && await run.IsUnchangedAsync(partition.Id, new Row(name, row), cancellationToken)
            )
            {
                var finding = new Finding(FindingKind.UnreadableRow, $"the upload's record cannot be read: {why}")
                {
                    Key = Encoding.UTF8.GetString(RowKeys.KeyOfUpload(name)),
                };
                await run.ReportAsync(partition, finding, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Uploads that have parts but neither run nor wait for the collector. They are looked up in the order in which an upload goes from one
    /// to the other, so that one that is ending meanwhile is not missed in both.
    /// </summary>
    private async ValueTask<IReadOnlyList<BlobId>> FindStrayAsync(
        PartitionId partition,
        Dictionary<BlobId, byte[]> known,
        CancellationToken cancellationToken
    )
    {
        var candidates = new HashSet<BlobId>();
        await foreach (var row in run.ScanAsync(partition, Parts, cancellationToken))
        {
            if (PartNames.UploadOf(row.Key) is var upload && !known.ContainsKey(upload))
            {
                candidates.Add(upload);
            }
        }

        if (candidates.Count > 0)
        {
            candidates.ExceptWith((await ReadAsync(partition, cancellationToken)).Keys);
        }

        var stray = new List<BlobId>();
        foreach (var upload in candidates)
        {
            var ended = new GarbageItem(GarbageKind.Upload, upload).GarbageRow();
            if (
                await run.GetAsync(partition, ended, cancellationToken) is null
                && await CountAsync(partition, upload, cancellationToken) > 0
            )
            {
                stray.Add(upload);
            }
        }

        return stray;
    }

    private async ValueTask<int> CountAsync(PartitionId partition, BlobId upload, CancellationToken cancellationToken)
    {
        var range = KeyRange.Prefix(RowKeys.Parts(upload));
        const int limit = Limits.MaxParts;
        return (await run.Metadata.ScanAsync(partition, RowFamily.Record, range, limit, cancellationToken)).Count;
    }
}
