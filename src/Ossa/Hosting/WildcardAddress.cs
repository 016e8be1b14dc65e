using System.Net;

namespace Ossa.Hosting;

/// <summary>Addresses on which a server listens everywhere, 0.0.0.0 and [::]. They name no host that anybody could come to.</summary>
internal static class WildcardAddress
{
    public static bool Is(Uri address) =>
        IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));

    /// <summary>The same address with a host in place of the wildcard; another address as it is.</summary>
    public static Uri Replace(Uri address, string host) =>
        Is(address) ? new UriBuilder(address) { Host = host }.Uri : address;

    /// <summary>What to tell the user when a wildcard had to be replaced by a guess, or null.</summary>
    public static string? Hint(Uri address, Uri guess) =>
        Is(address)
            ? $"The server listens on all addresses, and the URL names it as {guess.Authority}. "
                + $"If others reach it by another name, say so: --public-url {guess.Scheme}://NAME:{guess.Port}."
            : null;
}
