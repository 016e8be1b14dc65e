using Ossa.Engine.Buckets;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Versions;

/// <summary>
/// All versions in order: keys by their bytes, of each key the newest first. It reads a stretch of ordinary records first and the
/// versions of the same stretch after them: a record that becomes an older version meanwhile moves into what is still to be read, so
/// that it is seen in one of the two at least, and one that is seen in both is told by its place.
/// </summary>
internal sealed class VersionSource(BucketPartition partition, VersionStart start, CancellationToken cancellationToken)
{
    private const int PageRows = 500;

    /// <summary>After a key: no key contains the zero byte, so this lies behind all of its rows and before every later key.</summary>
    private const byte AfterKey = 1;

    private readonly ReadAhead _readAhead = new(PageRows, PageRows);
    private readonly Queue<(byte[] Key, ObjectRecord Record)> _unversioned = new();
    private readonly Queue<Row> _versions = new();
    private readonly byte[]? _end = KeyRange.After(start.Prefix);
    private byte[]? _next = start.Key;
    private long? _after = start.AfterSequence;
    private byte[]? _stretchEnd;
    private byte[]? _versionsFrom;
    private byte[] _seenKey = start.AfterSequence is null ? [] : start.Key;

    /// <summary>The next version, or null at the end.</summary>
    public async ValueTask<SourcedVersion?> NextAsync()
    {
        while (true)
        {
            if (_versions.Count == 0 && _versionsFrom is not null)
            {
                await ReadVersionsAsync();
            }

            if (_versions.TryPeek(out var row))
            {
                var key = RowKeys.KeyOfVersion(row.Key).ToArray();
                if (_unversioned.TryPeek(out var earlier) && earlier.Key.AsSpan().SequenceCompareTo(key) < 0)
                {
                    _unversioned.Dequeue();
                    return Emit(earlier.Key, earlier.Record);
                }

                _versions.Dequeue();
                var record = ObjectCodec.Decode(row.Value);
                if (_unversioned.TryPeek(out earlier) && earlier.Key.AsSpan().SequenceEqual(key))
                {
                    // The key has rows for all its versions by now, the one that was its only record included.
                    _unversioned.Dequeue();
                }

                return Emit(key, record);
            }

            if (_unversioned.TryDequeue(out var left))
            {
                return Emit(left.Key, left.Record);
            }

            if (!await OpenStretchAsync())
            {
                return null;
            }
        }
    }

    /// <summary>Goes on at a key; null for the end.</summary>
    public void SkipTo(byte[]? key)
    {
        _unversioned.Clear();
        _versions.Clear();
        _versionsFrom = null;
        _readAhead.Jumped();
        _after = null;
        _next = key;
    }

    private SourcedVersion Emit(byte[] key, ObjectRecord record)
    {
        var isLatest = !key.AsSpan().SequenceEqual(_seenKey);
        _seenKey = key;
        return new SourcedVersion(key, record, isLatest);
    }

    private async ValueTask<bool> OpenStretchAsync()
    {
        if (_next is null || (_end is not null && _next.AsSpan().SequenceCompareTo(_end) >= 0))
        {
            return false;
        }

        var from = _next;
        // A key that is gone on with in its middle has rows for all versions, so that its ordinary record counts no more.
        var objects = new KeyRange(
            RowKeys.Object(_after is null ? from : [.. from, AfterKey]),
            _end is null ? KeyRange.After(RowKeys.ObjectPrefix) : RowKeys.Object(_end)
        );
        var limit = _readAhead.Take();
        var rows = await partition.ScanAsync(objects, limit, cancellationToken);
        foreach (var row in rows)
        {
            var record = ObjectCodec.Decode(row.Value);
            if (!record.IsNumbered)
            {
                _unversioned.Enqueue((row.Key[RowKeys.ObjectPrefix.Length..], record));
            }
        }

        _stretchEnd = rows.Count < limit ? _end : [.. rows[^1].Key[RowKeys.ObjectPrefix.Length..], AfterKey];
        _versionsFrom = _after is { } sequence
            ? [.. RowKeys.Version(from, sequence), 0]
            : [.. RowKeys.VersionPrefix, .. from];
        _after = null;
        _next = rows.Count < limit ? null : _stretchEnd;
        return true;
    }

    private async ValueTask ReadVersionsAsync()
    {
        var end = _stretchEnd is null
            ? KeyRange.After(RowKeys.VersionPrefix)
            : [.. RowKeys.VersionPrefix, .. _stretchEnd];
        var limit = _readAhead.Take();
        var rows = await partition.ScanAsync(new KeyRange(_versionsFrom, end), limit, cancellationToken);
        foreach (var row in rows)
        {
            _versions.Enqueue(row);
        }

        _versionsFrom = rows.Count < limit ? null : [.. rows[^1].Key, 0];
    }
}
