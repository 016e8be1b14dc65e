using System.Text;
using Ossa.Protocol.Signing;

namespace Ossa.Protocol.Headers;

/// <summary>
/// Content-Disposition of a download (RFC 6266): the name in ASCII for old programs and, where that is not all of it, encoded as RFC 5987
/// says for the others.
/// </summary>
public static class ContentDisposition
{
    /// <summary>The value that has a browser show what it gets.</summary>
    public const string Inline = "inline";

    /// <summary>The value that has a browser save what it gets, under the name that its URL ends with.</summary>
    public const string Attachment = "attachment";

    /// <summary>The value that has a browser save what it gets under a name.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static string OfDownload(string name)
    {
        if (name.Length == 0)
        {
            throw new ArgumentException("The name of a download cannot be empty.", nameof(name));
        }
        var safe = Map(name, rune => rune.Value is '/' or '\\' || Rune.IsControl(rune));
        var ascii = Map(safe, rune => !rune.IsAscii || rune.Value is '"' or '%');
        return ascii == safe
            ? $"attachment; filename=\"{ascii}\""
            : $"attachment; filename=\"{ascii}\"; filename*=UTF-8''{UriEncoding.EncodeComponent(safe)}";
    }

    private static string Map(string text, Func<Rune, bool> isUnfit)
    {
        var mapped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            mapped.Append(isUnfit(rune) ? "_" : rune.ToString());
        }
        return mapped.ToString();
    }
}
