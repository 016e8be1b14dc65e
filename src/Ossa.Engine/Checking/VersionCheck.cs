using System.Text;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>Compares, for every key that has versions, what is noted of them and the current object with the versions themselves.</summary>
internal sealed class VersionCheck(CheckRun run)
{
    private static readonly byte[] HeadPrefix = "k/"u8.ToArray();

    public async ValueTask CheckAsync(CheckedPartition partition, CancellationToken cancellationToken)
    {
        await foreach (var row in run.ScanAsync(partition.Id, HeadPrefix, cancellationToken))
        {
            await CheckKeyAsync(partition, row.Key[HeadPrefix.Length..], cancellationToken);
        }

        byte[] last = [];
        await foreach (var row in run.ScanAsync(partition.Id, RowKeys.VersionPrefix, cancellationToken))
        {
            var key = RowKeys.KeyOfVersion(row.Key).ToArray();
            if (last.AsSpan().SequenceEqual(key))
            {
                continue;
            }

            last = key;
            if (await run.GetAsync(partition.Id, RowKeys.KeyHead(key), cancellationToken) is null)
            {
                await CheckKeyAsync(partition, key, cancellationToken);
            }
        }
    }

    private async ValueTask CheckKeyAsync(CheckedPartition partition, byte[] key, CancellationToken cancellationToken)
    {
        var view = await KeyView.ReadAsync(run, partition.Id, key, cancellationToken);
        while (view.Judge() is { } kind)
        {
            // Read in several steps, it may mix two states. What reads the same twice was one state.
            var again = await KeyView.ReadAsync(run, partition.Id, key, cancellationToken);
            if (!again.Equals(view))
            {
                view = again;
                continue;
            }

            var finding = new Finding(kind, view.Describe())
            {
                Key = Encoding.UTF8.GetString(key),
                Repaired = await RepairAsync(partition.Id, key, view, cancellationToken),
            };
            await run.ReportAsync(partition, finding, cancellationToken);
            return;
        }
    }

    /// <summary>Writes the current object again from its version, where that loses nothing.</summary>
    private async ValueTask<bool> RepairAsync(
        PartitionId partition,
        byte[] key,
        KeyView view,
        CancellationToken cancellationToken
    )
    {
        if (!run.Options.Repair || view.Judge() != FindingKind.WrongCurrent || !view.CurrentIsNoOnlyCopy)
        {
            return false;
        }

        var batch = new WriteBatch()
            .Require(RowKeys.KeyHead(key), view.HeadRow)
            .Require(RowKeys.Object(key), view.ObjectRow)
            .Require(view.LatestName!, view.LatestRow);
        _ = view.Expected is { } expected
            ? batch.Put(RowFamily.Record, RowKeys.Object(key), expected)
            : batch.Delete(RowFamily.Record, RowKeys.Object(key));
        // A guard may fail without a reason; one that has one shows as another state of the key.
        while (!await run.Metadata.ApplyAsync(partition, batch, cancellationToken))
        {
            if (!view.Equals(await KeyView.ReadAsync(run, partition, key, cancellationToken)))
            {
                return false;
            }
        }

        return true;
    }
}
