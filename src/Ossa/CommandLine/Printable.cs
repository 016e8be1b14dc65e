using System.Globalization;
using System.Text;

namespace Ossa.CommandLine;

/// <summary>
/// Names from elsewhere, fit to be shown: control characters, with which a key could forge lines or steer a terminal, are written
/// as \uXXXX.
/// </summary>
internal static class Printable
{
    public static string Of(string text)
    {
        if (!text.Any(IsControl))
        {
            return text;
        }
        var shown = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = IsControl(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : shown.Append(c);
        }
        return shown.ToString();
    }

    /// <summary>Also the marks that turn the direction of writing around.</summary>
    private static bool IsControl(char c) =>
        char.IsControl(c)
        || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
