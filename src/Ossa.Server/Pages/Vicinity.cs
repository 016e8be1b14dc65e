using System.Net;
using Microsoft.AspNetCore.Http;

namespace Ossa.Server.Pages;

/// <summary>What is on this machine.</summary>
internal static class Vicinity
{
    private const string ForwardedPrefix = "X-Forwarded-";

    private static readonly string[] ForwardingHeaders = ["Forwarded", "Via", "X-Real-IP"];

    /// <summary>
    /// Whether it was sent by a program here. Behind a proxy on this machine everybody seems to come from it, so a request that was passed
    /// on does not count.
    /// </summary>
    public static bool IsFromHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address
        && (IPAddress.IsLoopback(address) || address.Equals(http.Connection.LocalIpAddress))
        && !http.Request.Headers.Keys.Any(IsForwarding);

    /// <summary>Whether a host is the machine itself, whoever looks its name up.</summary>
    public static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static bool IsForwarding(string name) =>
        name.StartsWith(ForwardedPrefix, StringComparison.OrdinalIgnoreCase)
        || ForwardingHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
}
