using System.Runtime.CompilerServices;

namespace Ossa.Protocol.Signing;

/// <summary>
/// The query as V4 signs it: every parameter but the signature, encoded, sorted by encoded name. Parameters of the same name keep their order, so that
/// swapping two of them breaks the signature: the first one counts.
/// </summary>
internal static class CanonicalQuery
{
    public static void Write(CanonicalWriter output, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var few = default(Few);
        var parameters = query.Count <= Few.Length ? Sorted(query.AsSpan(), few) : Sorted(query);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i > 0)
            {
                output.Char('&');
            }

            var (encodedName, value) = parameters[i];
            output.Text(encodedName);
            if (value.Length > 0)
            {
                output.Char('=').Component(value);
            }
        }
    }

    private static ReadOnlySpan<KeyValuePair<string, string>> Sorted(
        IReadOnlyList<KeyValuePair<string, string>> query
    ) =>
        query
            .Where(IsSigned)
            .Select(WithEncodedName)
            .OrderBy(static signed => signed.Key, StringComparer.Ordinal)
            .ToArray();

    /// <summary>
    /// The same of few, each put where it belongs among those before it: that takes no memory, and of few less time. With many it would take a time that
    /// grows as their square, which no sender may ask for.
    /// </summary>
    private static ReadOnlySpan<KeyValuePair<string, string>> Sorted(
        ReadOnlySpan<KeyValuePair<string, string>> query,
        Span<KeyValuePair<string, string>> sorted
    )
    {
        var count = 0;
        foreach (var parameter in query)
        {
            if (!IsSigned(parameter))
            {
                continue;
            }

            var next = WithEncodedName(parameter);
            var place = count++;
            while (place > 0 && string.CompareOrdinal(sorted[place - 1].Key, next.Key) > 0)
            {
                sorted[place] = sorted[place - 1];
                place--;
            }

            sorted[place] = next;
        }

        return sorted[..count];
    }

    private static bool IsSigned(KeyValuePair<string, string> parameter) => parameter.Key != V4Parameters.Signature;

    private static KeyValuePair<string, string> WithEncodedName(KeyValuePair<string, string> parameter) =>
        new(UriEncoding.EncodeComponent(parameter.Key), parameter.Value);

    /// <summary>Room for as many as nearly all signed URLs have.</summary>
    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 12;

        private KeyValuePair<string, string> _first;
    }
}
