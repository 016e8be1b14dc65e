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
        Span<KeyValuePair<string, string>> parameters =
            query.Count <= Few.Length ? few : new KeyValuePair<string, string>[query.Count];
        parameters = parameters[..Encode(query.AsSpan(), parameters)];
        Sort(parameters);
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

    private static int Encode(
        ReadOnlySpan<KeyValuePair<string, string>> query,
        Span<KeyValuePair<string, string>> encoded
    )
    {
        var count = 0;
        foreach (var (name, value) in query)
        {
            if (name != V4Parameters.Signature)
            {
                encoded[count++] = new(UriEncoding.EncodeComponent(name), value);
            }
        }

        return count;
    }

    /// <summary>Few are put where they belong one by one, which takes no memory; a sender may not have that done with many.</summary>
    private static void Sort(Span<KeyValuePair<string, string>> parameters)
    {
        if (parameters.Length > Few.Length)
        {
            KeyValuePair<string, string>[] unsorted = [.. parameters];
            unsorted.OrderBy(parameter => parameter.Key, StringComparer.Ordinal).ToArray().CopyTo(parameters);
            return;
        }

        for (var sorted = 1; sorted < parameters.Length; sorted++)
        {
            var next = parameters[sorted];
            var place = sorted;
            while (place > 0 && string.CompareOrdinal(parameters[place - 1].Key, next.Key) > 0)
            {
                parameters[place] = parameters[place - 1];
                place--;
            }

            parameters[place] = next;
        }
    }

    /// <summary>Room for as many as nearly all signed URLs have.</summary>
    [InlineArray(Length)]
    private struct Few
    {
        public const int Length = 12;

        private KeyValuePair<string, string> _first;
    }
}
