using System.Text;

namespace Ossa.Engine.Listing;

/// <summary>Fills one page of a listing, and rolls keys up into common prefixes.</summary>
internal sealed class PageBuilder<T>(string prefix, string delimiter, string after, int limit)
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);
    private readonly byte[] _delimiter = Encoding.UTF8.GetBytes(delimiter);
    private readonly byte[] _after = Encoding.UTF8.GetBytes(after);
    private readonly List<T> _entries = [];
    private readonly List<string> _commonPrefixes = [];

    public IReadOnlyList<T> Entries => _entries;

    public IReadOnlyList<string> CommonPrefixes => _commonPrefixes;

    /// <summary>Whether keys may be rolled up at all.</summary>
    public bool Delimited => _delimiter.Length > 0;

    /// <summary>Whether a page without entries was asked for, which is the last one.</summary>
    public bool IsEmptyByRequest => limit == 0;

    /// <summary>How many entries and common prefixes still fit.</summary>
    public int Missing => limit - _entries.Count - _commonPrefixes.Count;

    /// <summary>The common prefix that a key is rolled up into; empty when it is listed by itself.</summary>
    public ReadOnlySpan<byte> CommonPrefixOf(ReadOnlySpan<byte> key)
    {
        var cut = Delimited ? key[_prefix.Length..].IndexOf(_delimiter) : -1;
        return cut < 0 ? [] : key[..(_prefix.Length + cut + _delimiter.Length)];
    }

    /// <summary>Puts an entry on the page; false when the page is full and so there is a next one.</summary>
    public bool TryAdd(T entry)
    {
        if (Missing == 0)
        {
            return false;
        }

        _entries.Add(entry);
        return true;
    }

    /// <summary>
    /// Puts a common prefix on the page, unless it was on an earlier one: a marker may stand at a common prefix or within it. False when
    /// the page is full.
    /// </summary>
    public bool TryAddPrefix(ReadOnlySpan<byte> commonPrefix, ref string? last)
    {
        if (commonPrefix.SequenceCompareTo(_after) <= 0)
        {
            return true;
        }

        if (Missing == 0)
        {
            return false;
        }

        last = Encoding.UTF8.GetString(commonPrefix);
        _commonPrefixes.Add(last);
        return true;
    }
}
