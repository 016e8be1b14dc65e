namespace Ossa.Server.Transport;

/// <summary>What carries bytes between sockets and HTTP.</summary>
public enum TransportKind
{
    /// <summary>That of ASP.NET Core.</summary>
    Stock,

    /// <summary>
    /// Ossa's own, which goes from socket to HTTP without a change of threads and a copy between. It needs Linux on 64 bits; anywhere else it is that of
    /// ASP.NET Core.
    /// </summary>
    Direct,
}
