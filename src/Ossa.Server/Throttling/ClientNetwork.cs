using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Ossa.Server.Connections;

namespace Ossa.Server.Throttling;

/// <summary>
/// By what one client is told from others: its IPv4 address, or the first half of its IPv6 one, since whoever has an address there mostly
/// has all of a /64. All clients of unknown address are one.
/// </summary>
/// <param name="Bits">The bits that count.</param>
/// <param name="Family">What kind of address it is.</param>
internal readonly record struct ClientNetwork(ulong Bits, AddressFamily Family)
{
    /// <summary>Of IPv6 the /48, which is the most that one place is mostly given.</summary>
    public ClientNetwork ToSite() => this with { Bits = Bits & ~(ulong)ushort.MaxValue };

    public static ClientNetwork Of(IPAddress? address)
    {
        if (address is null)
        {
            return default;
        }

        var plain = ForwardedHop.Normalize(address);
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? new ClientNetwork(BinaryPrimitives.ReadUInt32BigEndian(bytes), AddressFamily.InterNetwork)
            : new ClientNetwork(BinaryPrimitives.ReadUInt64BigEndian(bytes), AddressFamily.InterNetworkV6);
    }
}
