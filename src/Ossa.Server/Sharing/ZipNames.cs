using System.Text;

namespace Ossa.Server.Sharing;

/// <summary>
/// The names that keys get in an archive. Whoever unpacks it must not be led out of the folder, nor write what a system takes for a device, nor
/// lose one file to another of the same name.
/// </summary>
internal sealed class ZipNames
{
    private const int MaxPartCharacters = 200;

    private static readonly string[] Devices =
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" }),
    ];

    // Some systems take upper and lower case for the same.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a key, which counts from its folder on.</summary>
    public string For(string relativeKey)
    {
        var parts = relativeKey.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(SafePart);
        var name = string.Join('/', parts);
        name = name.Length == 0 ? "_" : name;
        for (var number = 2; ; number++)
        {
            if (_taken.Add(name))
            {
                return name;
            }

            var candidate = Numbered(name, number);
            if (!_taken.Contains(candidate))
            {
                name = candidate;
            }
        }
    }

    private static string Numbered(string name, int number)
    {
        var dot = name.LastIndexOf('.');
        return dot > name.LastIndexOf('/') + 1 ? $"{name[..dot]} ({number}){name[dot..]}" : $"{name} ({number})";
    }

    private static string SafePart(string part)
    {
        var safe = new StringBuilder();
        foreach (var rune in part.EnumerateRunes())
        {
            var isSafe =
                DisplayName.IsSeen(rune) && rune.Value is not ('\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|');
            safe.Append(isSafe ? rune.ToString() : "_");
            if (safe.Length >= MaxPartCharacters)
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
}
