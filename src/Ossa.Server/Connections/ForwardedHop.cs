using System.Net;
using System.Net.Sockets;

namespace Ossa.Server.Connections;

/// <summary>One address of a forwarded header: bare, or with a port, an IPv6 one in brackets where it has a port.</summary>
internal static class ForwardedHop
{
    /// <summary>The longest text that is read as an address: IPv6 with brackets and a port.</summary>
    private const int MaxCharacters = 64;

    /// <summary>The address, or null where the text is none: a made-up name, "unknown", a short or octal form.</summary>
    public static IPAddress? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length > MaxCharacters || text.IndexOf('%') >= 0)
        {
            return null;
        }

        if (text is ['[', ..])
        {
            var end = text.IndexOf(']');
            return end > 0 && IsPort(text[(end + 1)..]) ? Parse(text[1..end], AddressFamily.InterNetworkV6) : null;
        }

        var colon = text.IndexOf(':');
        if (colon >= 0 && colon != text.LastIndexOf(':'))
        {
            return Parse(text, AddressFamily.InterNetworkV6);
        }

        return colon < 0 || IsPort(text[colon..])
            ? Parse(colon < 0 ? text : text[..colon], AddressFamily.InterNetwork)
            : null;
    }

    /// <summary>The address itself where it is an IPv4 one that a socket wrote as IPv6.</summary>
    public static IPAddress Normalize(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static IPAddress? Parse(ReadOnlySpan<char> text, AddressFamily family)
    {
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != family)
        {
            return null;
        }

        // 10.1 and 010.0.0.1 are addresses to some programs, and not the same one to all.
        var isPlain = family == AddressFamily.InterNetworkV6 || text.SequenceEqual(address.ToString());
        return isPlain ? Normalize(address) : null;
    }

    private static bool IsPort(ReadOnlySpan<char> text) =>
        text.IsEmpty
        || (text[0] == ':' && text.Length is > 1 and <= 6 && !text[1..].ContainsAnyExceptInRange('0', '9'));
}
