using Ossa.Engine.Encryption;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>
/// Goes through everything in a store and names all damage: records and their bodies, versions, counters, holders of shared blobs, and
/// what nothing names. It may run while the store is in use: what is merely under way is no finding.
/// </summary>
/// <remarks>
/// Repairing never removes a record, nor anything that might be the last copy of what somebody stored. While any record cannot be read,
/// nothing is freed at all.
/// </remarks>
/// <param name="storage">The store. No engine needs to be open over it.</param>
public sealed class StoreCheck(StorageEngine storage)
{
    /// <summary>Checks the store, and says what it found in figures.</summary>
    /// <param name="options">What to check, and how.</param>
    /// <param name="report">Hears of each finding, as it is found.</param>
    /// <param name="cancellationToken">Ends the check where it is; whatever was repaired by then stays repaired.</param>
    public async ValueTask<CheckFigures> RunAsync(
        CheckOptions options,
        Func<Finding, CancellationToken, ValueTask> report,
        CancellationToken cancellationToken
    )
    {
        using var keyring = new KeyringStore(storage, TimeProvider.System);
        var run = new CheckRun(storage, keyring, options, report);
        await run.CheckKeyringAsync(cancellationToken);
        var partitions = new Partitions(run);
        if (options.Bucket is null)
        {
            await partitions.CheckAsync(cancellationToken);
            await new ControlRowsCheck(run).CheckAsync(cancellationToken);
            await new DomainCheck(run, partitions).CheckAsync(cancellationToken);
            await new IdentityCheck(run).CheckAsync(cancellationToken);
            await new LinkCheck(run).CheckAsync(cancellationToken);
            if (!options.RecordsOnly)
            {
                await new BucketCountCheck(run).CheckAsync(cancellationToken);
            }
        }

        var bodies = new BodyCheck(run);
        foreach (var partition in await partitions.ReadAsync(cancellationToken))
        {
            if (partition.Bucket is not null && (options.Bucket is null || options.Bucket == partition.Bucket))
            {
                await CheckAsync(run, bodies, partition, cancellationToken);
            }
        }

        // Only who looks at everything can say that nothing names a thing.
        if (options.Bucket is null && !options.RecordsOnly)
        {
            await new OrphanCheck(run, partitions).CheckAsync(cancellationToken);
        }

        return run.Figures;
    }

    private async ValueTask CheckAsync(
        CheckRun run,
        BodyCheck bodies,
        CheckedPartition partition,
        CancellationToken cancellationToken
    )
    {
        run.CountBucket();
        var records = new RecordCheck(run, bodies);
        await records.CheckAsync(partition, cancellationToken);
        await new VersionCheck(run).CheckAsync(partition, cancellationToken);
        await new UploadCheck(run, records).CheckAsync(partition, cancellationToken);
        await new PartWritesCheck(run).CheckAsync(partition, cancellationToken);
        await new CnameTokenCheck(run).CheckAsync(partition, cancellationToken);
        await new LifecycleCheck(run).CheckAsync(partition, cancellationToken);
        // An older format lacks counters; they are counted when the store is next opened for use.
        if (!run.Options.RecordsOnly && storage.Format >= StorageEngine.FirstCountedFormat)
        {
            await new CounterCheck(run).CheckAsync(partition, cancellationToken);
        }
    }
}
