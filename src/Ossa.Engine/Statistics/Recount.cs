using System.Runtime.CompilerServices;
using Ossa.Engine.Buckets;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Statistics;

/// <summary>Counts what a bucket holds from its records. It is right only while nothing writes to the bucket.</summary>
internal sealed class Recount(IMetadataStore metadata)
{
    private const int PageRows = 1000;

    /// <summary>Sets the counters that are wrong, or missing, to what there is. Nothing is written where all are right.</summary>
    public async ValueTask CorrectAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var partition = bucket.Partition;
        var counted = await CountAsync(partition, cancellationToken);
        var batch = new WriteBatch();
        foreach (var name in Counters.All)
        {
            var key = RowKeys.Counter(name);
            var present = await metadata.GetAsync(partition, RowFamily.Record, key, cancellationToken);
            if (CounterValue.Read(present) != counted.Of(name))
            {
                batch.Put(RowFamily.Record, key, CounterValue.Write(counted.Of(name)));
            }
        }

        while (batch.Changes.Count > 0 && !await metadata.ApplyAsync(partition, batch, cancellationToken))
        {
            // There are no guards, but a distributed engine may refuse for reasons of its own.
        }
    }

    private async ValueTask<StatisticsChange> CountAsync(PartitionId partition, CancellationToken cancellationToken)
    {
        var counted = new StatisticsChange();
        await foreach (var row in RowsAsync(partition, RowKeys.VersionPrefix, cancellationToken))
        {
            counted.Add(ObjectCodec.Decode(row.Value));
        }

        await CountUnversionedAsync(partition, counted, cancellationToken);
        var uploads = new HashSet<BlobId>();
        await foreach (var row in RowsAsync(partition, RowKeys.UploadPrefix, cancellationToken))
        {
            uploads.Add(UploadCodec.Decode(row.Key, row.Value).Id.Name);
            counted.AddUpload();
        }

        // The parts of an upload that has ended are the collector's.
        foreach (var upload in uploads)
        {
            await foreach (var row in RowsAsync(partition, RowKeys.Parts(upload), cancellationToken))
            {
                counted.AddPart(PartCodec.Decode(row.Key, row.Value));
            }
        }

        return counted;
    }

    /// <summary>Keys without a head have no versions: their object is in no other row.</summary>
    private async ValueTask CountUnversionedAsync(
        PartitionId partition,
        StatisticsChange counted,
        CancellationToken cancellationToken
    )
    {
        await foreach (var row in RowsAsync(partition, RowKeys.ObjectPrefix, cancellationToken))
        {
            var head = RowKeys.KeyHead(row.Key.AsSpan(RowKeys.ObjectPrefix.Length));
            if (await metadata.GetAsync(partition, RowFamily.Record, head, cancellationToken) is null)
            {
                counted.Add(ObjectCodec.Decode(row.Value));
            }
        }
    }

    private async IAsyncEnumerable<Row> RowsAsync(
        PartitionId partition,
        byte[] prefix,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var range = KeyRange.Prefix(prefix);
        while (true)
        {
            var rows = await metadata.ScanAsync(partition, RowFamily.Record, range, PageRows, cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < PageRows)
            {
                yield break;
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }
}
