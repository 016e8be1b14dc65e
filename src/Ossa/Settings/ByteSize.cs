using System.Globalization;

namespace Ossa.Settings;

/// <summary>A number of bytes as people write it: <c>1048576</c>, <c>512K</c>, <c>100M</c>, <c>5G</c> or <c>2T</c>, by powers of 1024;
/// <c>5GB</c> and <c>5GiB</c> are the same as <c>5G</c>.</summary>
internal static class ByteSize
{
    private const string Units = "KMGT";

    /// <summary>What may follow the unit.</summary>
    private static readonly string[] Endings = ["B", "iB"];

    /// <summary>Reads a whole number of bytes that fits 63 bits.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var unit = UnitAt(text, text.Length - 1);
        var digits = unit < 0 ? text : text[..^1];
        foreach (var ending in Endings.Where(ending => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            var before = text.Length - ending.Length - 1;
            if (UnitAt(text, before) is >= 0 and var found)
            {
                (unit, digits) = (found, text[..before]);
            }
        }

        var shift = 10 * (unit + 1);
        if (
            !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue >> shift
        )
        {
            return false;
        }

        bytes = number << shift;
        return true;
    }

    private static int UnitAt(string text, int index) =>
        index < 0 ? -1 : Units.IndexOf(char.ToUpperInvariant(text[index]), StringComparison.Ordinal);
}
