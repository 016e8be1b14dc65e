using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Statistics;

/// <summary>How one batch changes the figures of its bucket. Additions commute, so writers do not wait for each other.</summary>
internal sealed class StatisticsChange
{
    private readonly SortedDictionary<string, long> _deltas = new(StringComparer.Ordinal);

    public void Add(ObjectRecord record) => Count(record, 1);

    /// <summary>Takes over what another one changes.</summary>
    public void Add(StatisticsChange other)
    {
        foreach (var (counter, delta) in other._deltas)
        {
            Count(counter, delta);
        }
    }

    public void Remove(ObjectRecord record) => Count(record, -1);

    public void AddUpload() => Count(Counters.Uploads, 1);

    public void RemoveUpload() => Count(Counters.Uploads, -1);

    public void AddPart(PartRecord part) => Count(part.Size, 1);

    public void RemovePart(PartRecord part) => Count(part.Size, -1);

    public long Of(string counter) => _deltas.GetValueOrDefault(counter);

    public void AddTo(WriteBatch batch)
    {
        foreach (var (counter, delta) in _deltas)
        {
            if (delta != 0)
            {
                batch.Increment(RowKeys.Counter(counter), delta);
            }
        }
    }

    private void Count(long partBytes, int sign)
    {
        Count(Counters.Parts, sign);
        Count(Counters.PartBytes, sign * partBytes);
    }

    private void Count(ObjectRecord record, int sign)
    {
        if (record.IsDeleteMarker)
        {
            Count(Counters.DeleteMarkers, sign);
            return;
        }

        Count(Counters.Objects, sign);
        Count(Counters.Bytes, sign * record.Size);
        // The standard class is the rest, so that most writes change no counter more.
        if (record.StorageClass != StorageClasses.Standard)
        {
            Count(Counters.ObjectsOf(record.StorageClass), sign);
            Count(Counters.BytesOf(record.StorageClass), sign * record.Size);
        }
    }

    private void Count(string counter, long delta) => _deltas[counter] = Of(counter) + delta;
}
