using Microsoft.AspNetCore.Http;

namespace Ossa.Server.Connections;

/// <summary>
/// What proxies say of whom they passed on: <c>X-Forwarded-For</c> with <c>X-Forwarded-Proto</c>, or else <c>Forwarded</c> (RFC 7239).
/// Never both: a proxy that writes the one passes on what a client wrote into the other.
/// </summary>
internal static class ForwardedHeaders
{
    private const string For = "X-Forwarded-For";
    private const string Proto = "X-Forwarded-Proto";
    private const string Forwarded = "Forwarded";

    /// <summary>The hops, the nearest one first: the text of the address, and whether the one before it spoke TLS with the proxy.</summary>
    public static IEnumerable<(string Address, bool IsSecure)> Hops(IHeaderDictionary headers)
    {
        if (headers[For] is { Count: > 0 } addresses)
        {
            var isSecure = IsSecure(Backwards(headers[Proto].ToString(), ',').FirstOrDefault());
            return Backwards(addresses.ToString(), ',').Select(address => (address, isSecure));
        }

        return Backwards(headers[Forwarded].ToString(), ',')
            .Select(element => (Find(element, "for") ?? "", IsSecure(Find(element, "proto"))));
    }

    private static bool IsSecure(string? scheme) => "https".Equals(scheme, StringComparison.OrdinalIgnoreCase);

    private static string? Find(string element, string name)
    {
        foreach (var pair in Backwards(element, ';'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && pair.AsSpan(0, equals).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return pair[(equals + 1)..].Trim().Trim('"');
            }
        }

        return null;
    }

    /// <summary>
    /// The parts of a list from its end, so that only as many are read as are asked for. No address and no scheme holds a comma or a
    /// semicolon, in quotes neither.
    /// </summary>
    private static IEnumerable<string> Backwards(string list, char separator)
    {
        var end = list.Length;
        while (end > 0)
        {
            var start = list.LastIndexOf(separator, end - 1) + 1;
            yield return list[start..end].Trim();
            end = start - 1;
        }
    }
}
