using System.Globalization;

namespace Ossa.Server.Reading;

/// <summary>The bytes from <paramref name="Offset"/>, <paramref name="Length"/> of them.</summary>
internal readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>
    /// Reads a Range header of exactly one range of bytes as first and last position; either end may be open. False for everything else,
    /// several ranges included, which are answered with the whole object.
    /// </summary>
    public static bool TryParse(string? header, out long? first, out long? last)
    {
        (first, last) = (null, null);
        const string unit = "bytes=";
        if (header is null || !header.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var range = header.AsSpan(unit.Length).Trim();
        var dash = range.IndexOf('-');
        if (dash < 0)
        {
            return false;
        }

        if (!TryReadEnd(range[..dash], out first) || !TryReadEnd(range[(dash + 1)..], out last))
        {
            return false;
        }

        return (first, last) switch
        {
            (null, null) => false,
            ({ } from, { } to) => from <= to,
            _ => true,
        };
    }

    private static bool TryReadEnd(ReadOnlySpan<char> text, out long? value)
    {
        value = null;
        if (text.Trim().IsEmpty)
        {
            return true;
        }

        if (!long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = number;
        return true;
    }
}
