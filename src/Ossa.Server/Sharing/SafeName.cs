using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// Names of files that strangers chose, as every system can keep them: no way up and no other folder, no device, nothing that is not seen.
/// </summary>
internal static class SafeName
{
    private const int MaxCharacters = 200;

    private static readonly string[] Devices =
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" }),
    ];

    /// <summary>The name for one that stands between two slashes.</summary>
    public static string Of(string part)
    {
        var safe = new StringBuilder();
        foreach (var rune in part.EnumerateRunes())
        {
            var isSafe =
                DisplayName.IsSeen(rune)
                && rune.Value is not ('/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');
            safe.Append(isSafe ? rune.ToString() : "_");
            if (safe.Length >= MaxCharacters)
            {
                break;
            }
        }

        // Dots and spaces at the end are not kept everywhere, and of nothing but dots some are the way up.
        var end = safe.Length;
        while (end > 0 && safe[end - 1] is '.' or ' ')
        {
            safe[--end] = '_';
        }

        var name = safe.ToString();
        return Devices.Contains(name.Split('.')[0].Trim(), StringComparer.OrdinalIgnoreCase) ? "_" + name : name;
    }

    /// <summary>A name with something in brackets before its ending, such as "a (2).txt", to tell it from another.</summary>
    public static string With(string name, string mark)
    {
        var dot = name.LastIndexOf('.');
        return dot > name.LastIndexOf('/') + 1 ? $"{name[..dot]} ({mark}){name[dot..]}" : $"{name} ({mark})";
    }
}
