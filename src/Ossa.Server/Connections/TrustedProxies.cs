using System.Net;
using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Access;

namespace Ossa.Server.Connections;

/// <summary>
/// Tells who a client is. What forwarded headers say counts only where the connection comes from a proxy that the operator trusts; whoever
/// else sends them is the client itself. The host is always the one of the request: it decides about the bucket and may be signed, so a proxy
/// must pass it on, and X-Forwarded-Host counts from nobody.
/// </summary>
/// <param name="networks">The addresses of the proxies.</param>
internal sealed class TrustedProxies(IReadOnlyList<AddressRange> networks)
{
    /// <summary>No chain of proxies is that long; of a longer one the client is unknown.</summary>
    private const int MaxHops = 32;

    /// <summary>Whether an address is that of a trusted proxy.</summary>
    public bool Are(IPAddress address) => IsTrusted(ForwardedHop.Normalize(address));

    public ClientConnection ClientOf(HttpContext http)
    {
        var peer = http.Connection.RemoteIpAddress is { } address ? ForwardedHop.Normalize(address) : null;
        var direct = new ClientConnection(peer, http.Request.IsHttps, IsForwarded: false);
        return peer is not null && IsTrusted(peer) ? Behind(direct, http.Request.Headers) : direct;
    }

    /// <summary>The nearest hop that is no trusted proxy; where all are, the farthest one.</summary>
    private ClientConnection Behind(ClientConnection direct, IHeaderDictionary headers)
    {
        var client = direct;
        foreach (var (index, (text, isSecure)) in ForwardedHeaders.Hops(headers).Index())
        {
            client = new ClientConnection(
                index < MaxHops ? ForwardedHop.Parse(text) : null,
                isSecure,
                IsForwarded: true
            );
            if (client.Address is null || !IsTrusted(client.Address))
            {
                break;
            }
        }

        return client;
    }

    private bool IsTrusted(IPAddress address) => networks.Any(network => network.Contains(address));
}
