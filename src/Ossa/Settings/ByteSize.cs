using System.Globalization;

namespace Ossa.Settings;

/// <summary>A number of bytes as people write it: <c>1048576</c>, <c>512K</c>, <c>100M</c>, <c>5G</c> or <c>2T</c>, by powers of 1024.</summary>
internal static class ByteSize
{
    private const string Units = "KMGT";

    /// <summary>Reads a whole number of bytes that fits 63 bits.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var unit = text.Length == 0 ? -1 : Units.IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal);
        var digits = unit < 0 ? text : text[..^1];
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
}
