using System.Net;

namespace Ossa.Server.Connections;

/// <summary>From where a request comes, and how safely: over its own connection, or as a trusted proxy tells it.</summary>
/// <param name="Address">The client's address, an IPv4 one never written as IPv6; null where a trusted proxy did not know it.</param>
/// <param name="IsSecure">Whether the client spoke TLS.</param>
/// <param name="IsForwarded">Whether a trusted proxy told the address.</param>
internal sealed record ClientConnection(IPAddress? Address, bool IsSecure, bool IsForwarded);
