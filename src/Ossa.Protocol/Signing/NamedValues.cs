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

    /// <summary>The value of the first parameter of exactly this name, or null; the first one counts where a name is repeated.</summary>
    public static string? FirstParameter(this IReadOnlyList<KeyValuePair<string, string>> parameters, string name)
    {
        // By index: enumerating through the interface would allocate.
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Key == name)
            {
                return parameters[i].Value;
            }
        }
        return null;
    }

    /// <summary>The same, where the parameter must be there and say something.</summary>
    public static string RequireParameter(
        this IReadOnlyList<KeyValuePair<string, string>> parameters,
        string name,
        OssError missing,
        OssError empty
    ) =>
        parameters.FirstParameter(name) switch
        {
            null => throw new OssException(missing),
            "" => throw new OssException(empty),
            var value => value,
        };
}
