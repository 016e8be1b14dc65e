using System.Globalization;
using System.Text;

namespace Ossa.Server.AccessLogs;

/// <summary>
/// Puts a line together from fields with spaces between them. Texts stand in quotes; in them a quote, a backslash and whatever is not printable
/// ASCII is written as <c>\xHH</c>, so that no text can end its field or its line.
/// </summary>
internal sealed class LogLine
{
    private const string Unknown = "-";

    private readonly StringBuilder _text = new(512);

    /// <summary>A field that the server itself has written, without quotes.</summary>
    public LogLine Bare(string? value)
    {
        _text.Append(_text.Length == 0 ? "" : " ").Append(value ?? Unknown);
        return this;
    }

    public LogLine Number(long? value) => Bare(value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A text, or a hyphen for none. Its characters are bytes of the wire.</summary>
    public LogLine Quoted(string? value)
    {
        _text.Append(" \"");
        foreach (var c in string.IsNullOrEmpty(value) ? Unknown : value)
        {
            if (c is >= ' ' and <= '~' and not '"' and not '\\')
            {
                _text.Append(c);
            }
            else
            {
                _text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}");
            }
        }

        _text.Append('"');
        return this;
    }

    /// <summary>The whole line, with its end.</summary>
    public string End() => _text.Append('\n').ToString();
}
