using System.Net;
using System.Text;
using Ossa.Server.Connections;
using Ossa.Server.Throttling;

namespace Ossa.Server.Repeating;

/// <summary>The other end of a connection that is no proxy's.</summary>
/// <param name="address">Its address.</param>
/// <param name="isSecure">Whether it speaks TLS.</param>
internal sealed class RepeatingClient(IPAddress address, bool isSecure)
{
    /// <summary>By what it is held to its rate.</summary>
    public ClientNetwork Network { get; } = ClientNetwork.Of(address);

    /// <summary>Its address as text.</summary>
    public byte[] Address { get; } = Encoding.ASCII.GetBytes(ForwardedHop.Normalize(address).ToString());

    /// <summary>Whether it speaks TLS.</summary>
    public bool IsSecure => isSecure;
}
