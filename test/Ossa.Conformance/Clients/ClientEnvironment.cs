using Ossa.Conformance.Hosting;

namespace Ossa.Conformance.Clients;

/// <summary>How a client in another language is told of the server: by the variables that OSS tools know.</summary>
internal static class ClientEnvironment
{
    /// <summary>
    /// The server by an address or by a name: some SDKs want a name, and the Go SDK takes path style only for an address.
    /// </summary>
    public static Dictionary<string, string?> Of(RunningServer server, string host) =>
        new(StringComparer.Ordinal)
        {
            ["OSS_ENDPOINT"] = $"http://{host}:{server.Endpoint.Port}",
            ["OSS_ACCESS_KEY_ID"] = server.Key.Id,
            ["OSS_ACCESS_KEY_SECRET"] = server.Key.Secret,
        };
}
