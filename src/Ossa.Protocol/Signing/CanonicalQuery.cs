using System.Buffers;

namespace Ossa.Protocol.Signing;

/// <summary>The query as V4 signs it: every parameter but the signature, encoded, sorted by encoded name.</summary>
internal static class CanonicalQuery
{
    public static void Write(CanonicalWriter output, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var rented = ArrayPool<Parameter>.Shared.Rent(query.Count);
        var parameters = rented.AsSpan(0, Encode(query, rented));
        parameters.Sort(Compare);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i > 0)
            {
                output.Char('&');
            }

            output.Text(parameters[i].EncodedName);
            if (parameters[i].Value.Length > 0)
            {
                output.Char('=').Component(parameters[i].Value);
            }
        }

        ArrayPool<Parameter>.Shared.Return(rented, clearArray: true);
    }

    private static int Encode(IReadOnlyList<KeyValuePair<string, string>> query, Parameter[] encoded)
    {
        var count = 0;
        for (var i = 0; i < query.Count; i++)
        {
            var (name, value) = query[i];
            if (name != V4Parameters.Signature)
            {
                encoded[count] = new(UriEncoding.EncodeComponent(name), value, count);
                count++;
            }
        }

        return count;
    }

    /// <summary>
    /// Parameters of the same name keep their order, so that swapping two of them breaks the signature: the first one counts.
    /// </summary>
    private static int Compare(Parameter left, Parameter right)
    {
        var order = string.CompareOrdinal(left.EncodedName, right.EncodedName);
        return order == 0 ? left.Index.CompareTo(right.Index) : order;
    }

    private readonly record struct Parameter(string EncodedName, string Value, int Index);
}
