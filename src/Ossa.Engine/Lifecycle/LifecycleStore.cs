using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ossa.Engine.Buckets;
using Ossa.Engine.Checking;
using Ossa.Engine.Records;
using Ossa.Protocol.Documents;
using Ossa.Storage;

namespace Ossa.Engine.Lifecycle;

/// <summary>
/// Keeps the lifecycle rules of buckets. They may be many, so they fill rows of their own; the bucket's record says which of them hold, so that
/// what was read once need not be read for every object that is asked for.
/// </summary>
public sealed class LifecycleStore
{
    private readonly IMetadataStore _metadata;
    private readonly ConcurrentDictionary<string, LifecycleRuleSet> _read = new(StringComparer.Ordinal);

    internal LifecycleStore(IMetadataStore metadata) => _metadata = metadata;

    /// <summary>The rules, in the order in which they were set; none where the bucket has none.</summary>
    /// <exception cref="InvalidDataException">Their rows are damaged.</exception>
    public async ValueTask<IReadOnlyList<LifecycleRule>> FindAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        if (bucket.LifecycleStamp == 0)
        {
            return [];
        }

        if (_read.TryGetValue(bucket.Incarnation, out var known) && known.Stamp == bucket.LifecycleStamp)
        {
            return known.Rules;
        }

        var rows = await LifecycleRows.ReadAsync(_metadata, bucket.Incarnation, cancellationToken);
        var found =
            Readable.TryDecode(() => LifecycleCodec.Decode(rows.Select(row => row.Value)), out var why)
            ?? throw new InvalidDataException($"The lifecycle rules of {bucket.Name} cannot be read: {why}");
        // One of a bucket that is gone by now is of no use to anybody.
        if (_read.Count >= Limits.MaxBuckets)
        {
            _read.Clear();
        }

        _read[bucket.Incarnation] = found;
        return found.Rules;
    }

    /// <summary>Sets the rules in place of those that there are; they go with their bucket.</summary>
    /// <param name="bucket">The bucket; one that is gone meanwhile is refused.</param>
    /// <param name="rules">The rules, one at least.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask SetAsync(Bucket bucket, IReadOnlyList<LifecycleRule> rules, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, new LifecycleRuleSet(NewStamp(), rules), cancellationToken);

    /// <summary>Takes the rules away, if there are any.</summary>
    public ValueTask DeleteAsync(Bucket bucket, CancellationToken cancellationToken) =>
        ChangeAsync(bucket, new LifecycleRuleSet(0, []), cancellationToken);

    /// <summary>Rows and stamp change together, guarded on the bucket's record, so that no two changes mix.</summary>
    private async ValueTask ChangeAsync(Bucket bucket, LifecycleRuleSet set, CancellationToken cancellationToken)
    {
        var key = RowKeys.Bucket(bucket.Name);
        var rows = LifecycleCodec.Encode(set);
        while (true)
        {
            var present = await _metadata.GetAsync(RowKeys.Control, RowFamily.Record, key, cancellationToken);
            var found = BucketCatalog.DecodeRowOf(bucket, present);
            var record = BucketCodec.Encode(found with { LifecycleStamp = set.Stamp });
            var batch = new WriteBatch().Require(key, present).Put(RowFamily.Record, key, record);
            for (var i = 0; i < rows.Count; i++)
            {
                batch.Put(RowFamily.Record, RowKeys.LifecycleRules(bucket.Incarnation, i), rows[i]);
            }

            var old = await LifecycleRows.ReadAsync(_metadata, bucket.Incarnation, cancellationToken);
            foreach (var row in old.Skip(rows.Count))
            {
                batch.Delete(RowFamily.Record, row.Key);
            }

            if (await _metadata.ApplyAsync(RowKeys.Control, batch, cancellationToken))
            {
                return;
            }
        }
    }

    private static long NewStamp() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))) | 1;
}
