using System.Globalization;
using System.Net;

namespace Ossa.Protocol.Access;

/// <summary>
/// One address, or all that begin with the same bits, such as 10.0.0.0/8. An IPv4 address is the same whether it comes as one of IPv6 or
/// not.
/// </summary>
public sealed class AddressRange
{
    private const int MinNarrowBits = 8;

    private const int MinNarrowIPv6Bits = 16;

    private readonly byte[] _address;

    private readonly int _bits;

    private AddressRange(byte[] address, int bits)
    {
        _address = address;
        _bits = bits;
    }

    /// <summary>Reads ADDRESS or ADDRESS/BITS; null when it is neither.</summary>
    public static AddressRange? TryParse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var host = slash < 0 ? text : text[..slash];
        if (ParseHost(host) is not { } address)
        {
            return null;
        }

        var bytes = Plain(address);
        var whole = bytes.Length * 8;
        if (slash < 0)
        {
            return new AddressRange(bytes, whole);
        }

        // "00" is no number of bits to anybody else.
        var isPlain = !text.AsSpan(slash + 1).StartsWith("0") || text.Length == slash + 2;
        return
            isPlain
            && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
            && bits <= whole
            ? new AddressRange(bytes, bits)
            : null;
    }

    /// <summary>Whether it is a part of the internet that somebody can have, rather than much or all of it.</summary>
    public bool IsNarrow => _bits >= (_address.Length == 4 ? MinNarrowBits : MinNarrowIPv6Bits);

    /// <summary>Whether the address is in the range.</summary>
    public bool Contains(IPAddress address)
    {
        var bytes = Plain(address);
        if (bytes.Length != _address.Length)
        {
            return false;
        }

        for (var bit = 0; bit < _bits; bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if (((bytes[bit / 8] ^ _address[bit / 8]) & mask) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The address, or null where it is none or is spelled so that it is another one to other programs: a mere number, 10.1, or 010.0.0.1, which
    /// some read as octal. That of one network of this machine is none of a range.
    /// </summary>
    private static IPAddress? ParseHost(string host)
    {
        var isIPv6 = host.Contains(':', StringComparison.Ordinal);
        return
            !host.Contains('%', StringComparison.Ordinal)
            && IPAddress.TryParse(host, out var address)
            && (isIPv6 || address.ToString() == host)
            ? address
            : null;
    }

    private static byte[] Plain(IPAddress address) =>
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
}
