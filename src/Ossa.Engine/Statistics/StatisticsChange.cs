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

    public void Remove(ObjectRecord record) => Count(record, -1);

    public void AddUpload() => Count(Counters.Uploads, 1);

    public void RemoveUpload() => Count(Counters.Uploads, -1);

    /// <summary>A part of an upload to a storage class has been stored.</summary>
    public void AddPart(string storageClass, PartRecord part) => AddParts(storageClass, 1, part.Size);

    /// <summary>A part of an upload to a storage class has been replaced, or its upload has ended.</summary>
    public void RemovePart(string storageClass, PartRecord part) => AddParts(storageClass, -1, -part.Size);

    /// <summary>An upload to a storage class has more or fewer parts, with more or fewer bytes.</summary>
    public void AddParts(string storageClass, long parts, long bytes)
    {
        Count(Counters.Parts, parts);
        Count(Counters.PartBytes, bytes);
        if (storageClass != StorageClasses.Standard)
        {
            Count(Counters.PartsOf(storageClass), parts);
            Count(Counters.PartBytesOf(storageClass), bytes);
        }
    }

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
            var billed = StorageClasses.BilledBytes(record.StorageClass, record.Size);
            Count(Counters.BilledOf(record.StorageClass), sign * billed);
        }
    }

    private void Count(string counter, long delta) => _deltas[counter] = Of(counter) + delta;
}
