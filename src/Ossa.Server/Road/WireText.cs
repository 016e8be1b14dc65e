using System.Buffers;
using System.Text;

namespace Ossa.Server.Road;

/// <summary>
/// Header values are kept as the wire's bytes, one character a byte (Latin-1 both ways), so that what is signed, stored and given
/// back is what was sent. Text that comes from elsewhere, such as a decoded query, becomes such a value here.
/// </summary>
internal static class WireText
{
    /// <summary>What names of headers are made of, by RFC 9110.</summary>
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    );

    /// <summary>Whether a header can have this name. Names of real headers always are such; those of form fields need not be.</summary>
    public static bool IsHeaderName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>The characters of text as header bytes in UTF-8.</summary>
    public static string FromText(string text) =>
        Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>The text that header bytes spell in UTF-8.</summary>
    public static string ToText(string value) =>
        Ascii.IsValid(value) ? value : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(value));

    /// <summary>Whether a value can stand in a header: no CR, LF, NUL or other control but the tab.</summary>
    public static bool IsHeaderSafe(string value)
    {
        foreach (var c in value)
        {
            if ((c < ' ' && c != '\t') || c == '\x7F')
            {
                return false;
            }
        }

        return true;
    }
}
