namespace Ossa.Protocol.Signing;

/// <summary>The query as V4 signs it: every parameter but the signature, encoded, sorted by encoded name.</summary>
internal static class CanonicalQuery
{
    public static void Write(CanonicalWriter output, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var separate = false;
        foreach (var (name, value) in Sort(query))
        {
            if (separate)
            {
                output.Char('&');
            }
            separate = true;
            output.Text(name);
            if (value.Length > 0)
            {
                output.Char('=').Text(value);
            }
        }
    }

    /// <summary>
    /// Parameters of the same name keep their order, so that swapping two of them breaks the signature: the first one counts.
    /// </summary>
    private static IEnumerable<KeyValuePair<string, string>> Sort(IReadOnlyList<KeyValuePair<string, string>> query) =>
        query
            .Where(parameter => parameter.Key != V4Parameters.Signature)
            .Select(parameter =>
                KeyValuePair.Create(
                    UriEncoding.EncodeComponent(parameter.Key),
                    UriEncoding.EncodeComponent(parameter.Value)
                )
            )
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal);
}
