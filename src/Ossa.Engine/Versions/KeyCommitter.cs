using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Garbage;
using Ossa.Storage;

namespace Ossa.Engine.Versions;

/// <summary>
/// Commits changes of keys: read what is there, decide, apply if nobody came in between, else begin again. So the changes of a key
/// happen one after the other, on every storage engine.
/// </summary>
internal sealed class KeyCommitter(IMetadataStore metadata, GarbageQueue garbage, TimeProvider time)
{
    private readonly VersionClock _clock = new(metadata);

    /// <summary>Commits one change, and gives what its decision gave.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="decide">
    /// Fills in the change, or leaves it empty when there is nothing to do. It may run more than once, and only its last run counts.
    /// </param>
    /// <param name="cancellationToken">Gives up before the commit; a commit that has begun is awaited.</param>
    public async ValueTask<T> CommitAsync<T>(
        Bucket bucket,
        string key,
        Func<KeyChange, ValueTask<T>> decide,
        CancellationToken cancellationToken
    )
    {
        var partition = new BucketPartition(metadata, bucket);
        var bytes = Encoding.UTF8.GetBytes(key);
        while (true)
        {
            var change = await KeyChange.StartAsync(partition, bytes, _clock, time, cancellationToken);
            var result = await decide(change);
            if (change.IsOutdated)
            {
                continue;
            }

            if (change.Batch.Changes.Count == 0)
            {
                // No batch tells whether what was decided on had changed between two readings, so that is asked for.
                if (
                    await partition.IsFollowedAsync(cancellationToken)
                    && await change.IsUnchangedAsync(cancellationToken)
                )
                {
                    return result;
                }

                continue;
            }

            change.Statistics.AddTo(change.Batch);
            if (await partition.ApplyAsync(change.Batch, change.Body, cancellationToken))
            {
                garbage.Signal(partition.Id, change.Batch);
                return result;
            }
        }
    }
}
