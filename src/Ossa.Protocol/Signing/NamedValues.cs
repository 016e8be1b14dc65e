using System.Runtime.InteropServices;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>Lists of named values: headers, whose names ignore case, and query parameters, whose names do not.</summary>
internal static class NamedValues
{
    public static IEnumerable<KeyValuePair<string, string>> WithoutHeaders(
        this IEnumerable<KeyValuePair<string, string>> headers,
        IReadOnlyCollection<string> names
    ) => headers.Where(header => !names.Contains(header.Key, StringComparer.OrdinalIgnoreCase));

    public static IEnumerable<KeyValuePair<string, string>> WithoutParameters(
        this IEnumerable<KeyValuePair<string, string>> parameters,
        IReadOnlyCollection<string> names
    ) => parameters.Where(parameter => !names.Contains(parameter.Key, StringComparer.Ordinal));

    /// <summary>The values, to be gone through without a call for each. Those that stand in neither a list nor an array are copied.</summary>
    public static ReadOnlySpan<KeyValuePair<string, string>> AsSpan(
        this IReadOnlyList<KeyValuePair<string, string>> values
    ) =>
        values switch
        {
            KeyValuePair<string, string>[] array => array,
            List<KeyValuePair<string, string>> list => CollectionsMarshal.AsSpan(list),
            _ => values.ToArray(),
        };

    /// <summary>The value of the first parameter of exactly this name, or null; the first one counts where a name is repeated.</summary>
    public static string? FirstParameter(this IReadOnlyList<KeyValuePair<string, string>> parameters, string name)
    {
        foreach (var (found, value) in parameters.AsSpan())
        {
            if (found == name)
            {
                return value;
            }
        }
        return null;
    }

    /// <summary>The value of a parameter that must be there and say something.</summary>
    public static string OrRefuse(this string? value, OssError missing, OssError empty) =>
        value switch
        {
            null => throw new OssException(missing),
            "" => throw new OssException(empty),
            _ => value,
        };
}
