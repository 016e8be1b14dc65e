using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Engine.Encryption;
using Ossa.Storage;

namespace Ossa.Engine.Formats;

/// <summary>
/// Brings the rows of an older format to the newest one, before anything else is done. Every step writes what it would write again, and
/// the mark of the format is raised last, so that the next start begins anew wherever this one was killed. What cannot be counted keeps its
/// format: once it is raised there is no way back to the program that could perhaps still read it.
/// </summary>
internal sealed class Migration(StorageEngine storage, KeyringStore keyring, BucketCatalog buckets)
{
    /// <exception cref="MigrationException">A record cannot be read.</exception>
    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        if (storage.Format == StorageEngine.CurrentFormat)
        {
            return;
        }

        // Records of older formats are read as they are. What some lack is the counters that came later.
        if (storage.Format < StorageEngine.FirstCountedFormat)
        {
            await CountAsync(cancellationToken);
        }

        storage.RaiseFormat();
    }

    private async ValueTask CountAsync(CancellationToken cancellationToken)
    {
        var repair = new CheckRun(
            storage,
            keyring,
            new CheckOptions { Repair = true },
            (_, _) => ValueTask.CompletedTask
        );
        await foreach (var bucket in buckets.ListAllAsync(cancellationToken))
        {
            var partition = new CheckedPartition(bucket.Partition, bucket.Name);
            if (await new CounterCheck(repair).CheckAsync(partition, cancellationToken) is { } unreadable)
            {
                throw new MigrationException(bucket.Name, unreadable);
            }
        }
    }
}
