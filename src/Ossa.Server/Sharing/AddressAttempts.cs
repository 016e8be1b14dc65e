using System.Net.Sockets;
using Ossa.Server.Throttling;

namespace Ossa.Server.Sharing;

/// <summary>
/// Lets only so many attempts come from an address. Whoever has one address of IPv6 mostly has a /64 and often a /48, so that both are counted; and
/// apart from IPv4, so that addresses of which there are so many make no others forgotten.
/// </summary>
/// <param name="most">How many attempts may come from an IPv4 address or an IPv6 /64 within a window.</param>
/// <param name="window">For how long attempts count, from the first of them on.</param>
/// <param name="time">The clock.</param>
internal sealed class AddressAttempts(int most, TimeSpan window, TimeProvider time)
{
    /// <summary>How many times as many may come from an IPv6 /48.</summary>
    public const int TimesForSite = 10;

    private readonly AttemptLimiter _narrow = new(most, window, time);
    private readonly AttemptLimiter _wide = new(most, window, time);
    private readonly AttemptLimiter _sites = new(most * TimesForSite, window, time);

    /// <summary>Whether another attempt may come from there, or after how long it may.</summary>
    public bool MayTry(ClientNetwork client, out TimeSpan wait) =>
        client.Family == AddressFamily.InterNetworkV6
            ? _sites.MayTry(client.ToSite().ToString(), out wait) && _wide.MayTry(client.ToString(), out wait)
            : _narrow.MayTry(client.ToString(), out wait);

    /// <summary>Counts an attempt.</summary>
    public void Count(ClientNetwork client)
    {
        if (client.Family == AddressFamily.InterNetworkV6)
        {
            _sites.Count(client.ToSite().ToString());
            _wide.Count(client.ToString());
        }
        else
        {
            _narrow.Count(client.ToString());
        }
    }
}
