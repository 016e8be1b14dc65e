using Ossa.Conformance.Hosting;

namespace Ossa.Conformance.Clients;

/// <summary>How a client in another language is told of the server: by the variables that OSS tools know.</summary>
internal static class ClientEnvironment
{
    /// <summary>
    /// The server by an address or by a name: some SDKs want a name, and the Go SDK takes path style only for an address.
    /// </summary>
    public static Dictionary<string, string?> Of(OssaProcess server, string host) =>
        new(StringComparer.Ordinal)
        {
            ["OSS_ENDPOINT"] = $"http://{host}:{server.Endpoint.Port}",
            ["OSS_ACCESS_KEY_ID"] = server.Key.Id,
            ["OSS_ACCESS_KEY_SECRET"] = server.Key.Secret,
        };

    /// <summary>The same for Node.js, where names under localhost resolve to ::1 first, where this server does not listen.</summary>
    public static Dictionary<string, string?> OfNode(OssaProcess server) =>
        new(Of(server, "localhost"), StringComparer.Ordinal)
        {
            // Older versions try only one address.
            ["NODE_OPTIONS"] = "--dns-result-order=ipv4first",
        };
}
