namespace Ossa.Protocol.Names;

/// <summary>
/// Names of hosts in the DNS, as a bucket can be mapped to: labels of letters, digits and hyphens, joined by dots; at least two of them, so
/// that no bare name of a machine is one, and the last not a number, so that no IP address is one. International names stand in their ASCII
/// form (<c>xn--</c>).
/// </summary>
public static class DomainName
{
    /// <summary>The fewest characters of a name that the service takes.</summary>
    public const int MinLength = 4;

    /// <summary>The most characters of a name, by RFC 1035.</summary>
    public const int MaxLength = 253;

    /// <summary>The most characters of one label.</summary>
    public const int MaxLabelLength = 63;

    /// <summary>The one form of a name that is compared and kept: lower case, and without the dot of the root.</summary>
    public static string Normalize(string name) => (name.EndsWith('.') ? name[..^1] : name).ToLowerInvariant();

    /// <summary>Whether a normalized name is such a name.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is < MinLength or > MaxLength || !name.Contains('.'))
        {
            return false;
        }

        var isNumber = false;
        foreach (var range in name.Split('.'))
        {
            var label = name[range];
            if (!IsLabel(label))
            {
                return false;
            }

            isNumber = !label.ContainsAnyExceptInRange('0', '9');
        }

        return !isNumber;
    }

    /// <summary>Whether a normalized name is a domain or lies within it.</summary>
    public static bool IsWithin(string name, string domain) =>
        name.EndsWith(domain, StringComparison.Ordinal)
        && (name.Length == domain.Length || name[^(domain.Length + 1)] == '.');

    /// <summary>An underscore is no part of the name of a host.</summary>
    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.Length is 0 or > MaxLabelLength || label[0] == '-' || label[^1] == '-')
        {
            return false;
        }

        foreach (var c in label)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        return true;
    }
}
