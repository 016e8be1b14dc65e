using System.Text;
using Ossa.Storage;

namespace Ossa.Engine.Listing;

/// <summary>Walks rows that are named after keys, in order, and fills a page from them.</summary>
/// <param name="page">The page.</param>
/// <param name="family">What the rows' names begin with, before the key.</param>
/// <param name="suffixBytes">How long what follows the key in the rows' names is.</param>
/// <param name="prefix">Only keys that begin with it.</param>
/// <param name="start">The first row to look at; empty for the first that there is.</param>
internal sealed class KeyWalk<T>(PageBuilder<T> page, byte[] family, int suffixBytes, string prefix, byte[] start)
{
    private const int FirstRows = 16;

    private readonly byte[] _first = [.. family, .. Encoding.UTF8.GetBytes(prefix)];
    private readonly ReadAhead _readAhead = new(FirstRows, Limits.MaxListEntries);
    private byte[]? _from;
    private string? _lastKey;
    private byte[] _lastRow = [];

    /// <summary>Fills the page. Gives its last entry when there is a next page, else null.</summary>
    public async ValueTask<LastEntry?> RunAsync(
        IMetadataStore metadata,
        PartitionId partition,
        Func<string, Row, T> read,
        CancellationToken cancellationToken
    )
    {
        var end = KeyRange.After(_first);
        _from = start.AsSpan().SequenceCompareTo(_first) > 0 ? start : _first;
        while (
            !page.IsEmptyByRequest && _from is not null && (end is null || _from.AsSpan().SequenceCompareTo(end) < 0)
        )
        {
            // One row more than the page holds says whether there is a next page.
            var limit = page.Delimited ? _readAhead.Take() : page.Missing + 1;
            var range = new KeyRange(_from, end);
            var rows = await metadata.ScanAsync(partition, RowFamily.Record, range, limit, cancellationToken);
            if (rows.Any(row => !Take(row, read)))
            {
                return new LastEntry(_lastKey!, _lastRow);
            }

            if (rows.Count < limit)
            {
                break;
            }

            if (_lastRow.Length > 0)
            {
                _from = [.. _lastRow, 0];
            }
        }
        return null;
    }

    private bool Take(Row row, Func<string, Row, T> read)
    {
        // Rows of a read that lie under a prefix which has been rolled up meanwhile.
        if (_from is null || row.Key.AsSpan().SequenceCompareTo(_from) < 0)
        {
            return true;
        }

        var key = row.Key.AsSpan(family.Length, row.Key.Length - family.Length - suffixBytes);
        var commonPrefix = page.CommonPrefixOf(key);
        if (!commonPrefix.IsEmpty)
        {
            _from = KeyRange.After([.. family, .. commonPrefix]);
            _lastRow = [];
            _readAhead.Jumped();
            return page.TryAddPrefix(commonPrefix, ref _lastKey);
        }

        var text = Encoding.UTF8.GetString(key);
        if (!page.TryAdd(read(text, row)))
        {
            return false;
        }

        (_lastKey, _lastRow) = (text, row.Key);
        return true;
    }
}
