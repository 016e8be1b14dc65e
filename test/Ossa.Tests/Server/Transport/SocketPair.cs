using System.Net;
using System.Net.Sockets;

namespace Ossa.Tests.Server.Transport;

/// <summary>Two sockets of this machine that are connected with each other.</summary>
internal sealed class SocketPair : IDisposable
{
    private SocketPair(Socket own, Socket peer) => (Own, Peer) = (own, peer);

    /// <summary>The end that is tested.</summary>
    public Socket Own { get; }

    /// <summary>The other end.</summary>
    public Socket Peer { get; }

    public static async Task<SocketPair> ConnectAsync()
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(listener.LocalEndPoint!);
        return new SocketPair(await listener.AcceptAsync(), peer);
    }

    public void Dispose()
    {
        Own.Dispose();
        Peer.Dispose();
    }
}
