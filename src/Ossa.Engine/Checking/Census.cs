using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Engine.Statistics;
using Ossa.Storage;

namespace Ossa.Engine.Checking;

/// <summary>A full count of a bucket, from its rows in the order of their names.</summary>
internal sealed class Census
{
    /// <summary>From the notes of versions to the versions themselves; the counters lie in between.</summary>
    public static readonly KeyRange Range = new("k/"u8.ToArray(), "w"u8.ToArray());

    private static readonly byte[] CounterPrefix = RowKeys.Counter("");
    private readonly HashSet<UInt128> _versioned = [];
    private readonly Dictionary<BlobId, (long Count, long Bytes)> _parts = [];
    private readonly StatisticsChange _counted = new();

    /// <summary>The rows of the counters.</summary>
    public Dictionary<string, byte[]> Stored { get; } = new(StringComparer.Ordinal);

    /// <summary>The name of the first row that cannot be read, or null. While there is one nobody can say what the counters should be.</summary>
    public byte[]? Unreadable { get; private set; }

    public void Add(Row row)
    {
        switch ((char)row.Key[0])
        {
            case 'k':
                _versioned.Add(KeyNames.Short(row.Key.AsSpan(RowKeys.ObjectPrefix.Length)));
                break;
            case 'o':
                if (!_versioned.Contains(KeyNames.Short(row.Key.AsSpan(RowKeys.ObjectPrefix.Length))))
                {
                    AddRecord(row);
                }

                break;
            case 'v':
                AddRecord(row);
                break;
            case 'p':
                AddPart(row);
                break;
            case 's':
                var name = System.Text.Encoding.ASCII.GetString(row.Key.AsSpan(CounterPrefix.Length));
                Stored[name] = row.Value;
                break;
            case 'u':
                AddUpload(row);
                break;
        }
    }

    /// <summary>The counters that differ from the count: name, stored (null when it is no counter), counted.</summary>
    public IReadOnlyList<(string Name, long? Stored, long Counted)> Differences() =>
        [
            .. Counters
                .All.Select(name => (name, StoredOf(name), _counted.Of(name)))
                .Where(entry => entry.Item2 != entry.Item3),
        ];

    private long? StoredOf(string name) =>
        !Stored.TryGetValue(name, out var row) ? 0
        : row.Length == CounterValue.Length ? CounterValue.Read(row)
        : null;

    private void AddRecord(Row row)
    {
        if (Readable.TryDecode(() => ObjectCodec.Decode(row.Value), out _) is { } record)
        {
            _counted.Add(record);
        }
        else
        {
            Unreadable ??= row.Key;
        }
    }

    /// <summary>Parts count while their upload runs, and that is known only further down.</summary>
    private void AddPart(Row row)
    {
        if (Readable.TryDecode(() => PartCodec.Decode(row.Key, row.Value), out _) is not { } part)
        {
            Unreadable ??= row.Key;
            return;
        }

        var upload = PartNames.UploadOf(row.Key);
        var (count, bytes) = _parts.GetValueOrDefault(upload);
        _parts[upload] = (count + 1, bytes + part.Size);
    }

    private void AddUpload(Row row)
    {
        _counted.AddUpload();
        if (!UploadNames.TryRead(row.Key, out var id) || !_parts.TryGetValue(id, out var parts))
        {
            return;
        }

        if (Readable.TryDecode(() => UploadCodec.Decode(row.Key, row.Value), out _) is { } upload)
        {
            _counted.AddParts(upload.StorageClass, parts.Count, parts.Bytes);
        }
        else
        {
            Unreadable ??= row.Key;
        }
    }
}
