using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Statistics;

/// <summary>Reads the figures of buckets.</summary>
public sealed class StatisticsReader
{
    private const int MaxCounters = 64;

    private readonly IMetadataStore _metadata;

    internal StatisticsReader(IMetadataStore metadata) => _metadata = metadata;

    /// <summary>What a bucket holds now, as one consistent view.</summary>
    public async ValueTask<BucketStatistics> ReadAsync(Bucket bucket, CancellationToken cancellationToken)
    {
        var prefix = RowKeys.Counter("");
        var rows = await _metadata.ScanAsync(
            bucket.Partition,
            RowFamily.Record,
            KeyRange.Prefix(prefix),
            MaxCounters,
            cancellationToken
        );
        return From(
            rows.ToDictionary(
                row => Encoding.ASCII.GetString(row.Key.AsSpan(prefix.Length)),
                row => CounterValue.Read(row.Value)
            )
        );
    }

    internal static BucketStatistics From(IReadOnlyDictionary<string, long> counters)
    {
        long Of(string counter) => counters.GetValueOrDefault(counter);
        var classes = new Dictionary<string, ClassStatistics>();
        foreach (var name in StorageClasses.All.Skip(1))
        {
            classes[name] = new ClassStatistics(
                Of(Counters.ObjectsOf(name)),
                Of(Counters.BytesOf(name)),
                Of(Counters.BilledOf(name)),
                Of(Counters.PartsOf(name)),
                Of(Counters.PartBytesOf(name))
            );
        }

        var bytes = Of(Counters.Bytes) - classes.Values.Sum(other => other.Bytes);
        classes[StorageClasses.Standard] = new ClassStatistics(
            Of(Counters.Objects) - classes.Values.Sum(other => other.Objects),
            bytes,
            bytes,
            Of(Counters.Parts) - classes.Values.Sum(other => other.Parts),
            Of(Counters.PartBytes) - classes.Values.Sum(other => other.PartBytes)
        );
        return new BucketStatistics
        {
            Objects = Of(Counters.Objects),
            Bytes = Of(Counters.Bytes),
            DeleteMarkers = Of(Counters.DeleteMarkers),
            Uploads = Of(Counters.Uploads),
            Parts = Of(Counters.Parts),
            PartBytes = Of(Counters.PartBytes),
            Classes = classes,
        };
    }
}
