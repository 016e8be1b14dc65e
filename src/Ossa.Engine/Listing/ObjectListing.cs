using System.Text;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Listing;

/// <summary>
/// Walks a bucket's records in key order. Under a common prefix it jumps to the key after it instead of reading on, so that a page costs
/// what it shows, not what it rolls up.
/// </summary>
public sealed class ObjectListing
{
    /// <summary>Rows of one read while rolling up: enough to be cheap, few enough to waste little when a jump follows.</summary>
    private const int RollUpRows = 64;

    private readonly IMetadataStore _metadata;

    internal ObjectListing(IMetadataStore metadata) => _metadata = metadata;

    /// <summary>One page.</summary>
    public async ValueTask<ListPage> ListAsync(Bucket bucket, ListQuery query, CancellationToken cancellationToken)
    {
        var walk = new Walk(query);
        if (query.Limit == 0)
        {
            return walk.Page(isTruncated: false);
        }

        while (walk.NextRange() is { } range)
        {
            // One row more than the page holds says whether there is a next page.
            var rows = walk.Delimited ? RollUpRows : walk.Missing + 1;
            var page = await _metadata.ScanAsync(bucket.Partition, RowFamily.Record, range, rows, cancellationToken);
            foreach (var row in page)
            {
                if (!walk.Take(row))
                {
                    return walk.Page(isTruncated: true);
                }
            }

            if (page.Count < rows)
            {
                break;
            }
        }
        return walk.Page(isTruncated: false);
    }

    private sealed class Walk(ListQuery query)
    {
        private readonly byte[] _prefix = Encoding.UTF8.GetBytes(query.Prefix);
        private readonly byte[] _delimiter = Encoding.UTF8.GetBytes(query.Delimiter);
        private readonly byte[] _after = Encoding.UTF8.GetBytes(query.After);
        private readonly byte[]? _end = KeyRange.After(RowKeys.Object(Encoding.UTF8.GetBytes(query.Prefix)));
        private readonly List<ListedObject> _objects = [];
        private readonly List<string> _commonPrefixes = [];
        private byte[]? _from = Start(query);
        private string? _last;

        public bool Delimited => _delimiter.Length > 0;

        public int Missing => query.Limit - _objects.Count - _commonPrefixes.Count;

        /// <summary>The rows still to be looked at, or null when there are none.</summary>
        public KeyRange? NextRange() =>
            _from is null || (_end is not null && _from.AsSpan().SequenceCompareTo(_end) >= 0)
                ? null
                : new KeyRange(_from, _end);

        /// <summary>Takes a row into the page; false when the page is full and so there is a next one.</summary>
        public bool Take(Row row)
        {
            // Rows of a read that lie under a prefix which has been rolled up meanwhile.
            if (_from is null || row.Key.AsSpan().SequenceCompareTo(_from) < 0)
            {
                return true;
            }

            var key = row.Key.AsSpan(RowKeys.ObjectPrefix.Length);
            var cut = Delimited ? key[_prefix.Length..].IndexOf(_delimiter) : -1;
            return cut < 0 ? TakeObject(row, key) : TakePrefix(key[..(_prefix.Length + cut + _delimiter.Length)]);
        }

        public ListPage Page(bool isTruncated) => new(_objects, _commonPrefixes, isTruncated ? _last : null);

        private bool TakeObject(Row row, ReadOnlySpan<byte> key)
        {
            if (Missing == 0)
            {
                return false;
            }

            _last = Encoding.UTF8.GetString(key);
            _objects.Add(new ListedObject(_last, ObjectCodec.Decode(row.Value)));
            _from = [.. row.Key, 0];
            return true;
        }

        private bool TakePrefix(ReadOnlySpan<byte> commonPrefix)
        {
            // A marker may stand at a common prefix or within it: that one was on an earlier page.
            if (commonPrefix.SequenceCompareTo(_after) > 0)
            {
                if (Missing == 0)
                {
                    return false;
                }

                _last = Encoding.UTF8.GetString(commonPrefix);
                _commonPrefixes.Add(_last);
            }
            _from = KeyRange.After(RowKeys.Object(commonPrefix));
            return true;
        }

        private static byte[] Start(ListQuery query)
        {
            var prefix = RowKeys.Object(Encoding.UTF8.GetBytes(query.Prefix));
            byte[] after = [.. RowKeys.Object(Encoding.UTF8.GetBytes(query.After)), 0];
            return query.After.Length > 0 && after.AsSpan().SequenceCompareTo(prefix) > 0 ? after : prefix;
        }
    }
}
