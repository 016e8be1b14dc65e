using Ossa.Engine.Buckets;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// Durable notes of what this process is about to make part of an object: a blob that is being written, a copy that is about to share
/// one. The batch that makes it so takes the note away, so that after a crash the notes are exactly what was left behind.
/// </summary>
internal sealed class Intents(IMetadataStore metadata, Releaser releaser)
{
    /// <summary>Tells the intents of this process from those of one that is gone.</summary>
    private readonly byte[] _run = Guid.NewGuid().ToByteArray();

    /// <summary>Notes an intent, together with what else a batch writes. Returns when the note is durable.</summary>
    public async ValueTask DeclareAsync(
        BucketPartition partition,
        GarbageItem item,
        WriteBatch with,
        CancellationToken cancellationToken
    )
    {
        WriteBatch batch;
        do
        {
            batch = partition.NewBatch().Put(RowFamily.Record, item.IntentRow(), _run);
            foreach (var change in with.Changes)
            {
                batch.Put(change.Family, change.Key, change.Value);
            }
        } while (!await partition.ApplyAsync(batch, cancellationToken));
    }

    /// <summary>Lets a batch fulfil an intent.</summary>
    public static void Fulfil(WriteBatch batch, GarbageItem item) => batch.Delete(RowFamily.Record, item.IntentRow());

    /// <summary>
    /// Frees what an intent spoke of, since nothing will come of it. Not cancellable: the reason to be here may be a cancellation.
    /// </summary>
    public async ValueTask AbandonAsync(PartitionId partition, GarbageItem item)
    {
        if (item.Kind == GarbageKind.Blob)
        {
            await releaser.ReleaseBlobsAsync([item.Blob(bytes: 0)], CancellationToken.None);
        }
        else
        {
            await releaser.ReleaseManifestAsync(partition, item.Id, only: null, CancellationToken.None);
        }

        var batch = new WriteBatch();
        Fulfil(batch, item);
        await metadata.ApplyAsync(partition, batch, CancellationToken.None);
    }

    /// <summary>
    /// Frees what processes before this one left behind in a partition. False while this process has intents there itself.
    /// </summary>
    public async ValueTask<bool> RecoverAsync(PartitionId partition, CancellationToken cancellationToken)
    {
        var own = false;
        var range = KeyRange.Prefix(RowKeys.IntentPrefix);
        while (true)
        {
            var rows = await metadata.ScanAsync(
                partition,
                RowFamily.Record,
                range,
                GarbageCollector.PageRows,
                cancellationToken
            );
            foreach (var row in rows)
            {
                if (row.Value.AsSpan().SequenceEqual(_run))
                {
                    own = true;
                }
                else
                {
                    await AbandonAsync(partition, GarbageItem.Parse(row.Key.AsSpan(RowKeys.IntentPrefix.Length)));
                }
            }

            if (rows.Count < GarbageCollector.PageRows)
            {
                return !own;
            }

            range = range with { From = (byte[])[.. rows[^1].Key, 0] };
        }
    }
}
