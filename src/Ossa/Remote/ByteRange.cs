using System.CommandLine.Parsing;
using System.Globalization;

namespace Ossa.Remote;

/// <summary>A range of bytes as HTTP writes it: <c>0-99</c>, <c>100-</c>, or <c>-50</c> for the last fifty.</summary>
internal sealed record ByteRange(long? Start, long? End)
{
    public static ByteRange? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var dash = text.IndexOf('-');
        if (
            dash >= 0
            && text.Length > 1
            && TryParseEnd(text[..dash], out var start)
            && TryParseEnd(text[(dash + 1)..], out var end)
            && !(start > end)
        )
        {
            return new ByteRange(start, end);
        }
        result.AddError($"'{text}' is no range of bytes; write 0-99, 100- or -50.");
        return null;
    }

    private static bool TryParseEnd(string text, out long? end)
    {
        end = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        return end is not null || text.Length == 0;
    }
}
