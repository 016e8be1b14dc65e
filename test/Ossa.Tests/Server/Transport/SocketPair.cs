using System.Net;
using System.Net.Sockets;
using Ossa.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>Two sockets of this machine that are connected with each other.</summary>
internal sealed class SocketPair : IDisposable
{
    private Watcher? _watcher;

    private SocketPair(Socket own, Socket peer) => (Own, Peer) = (own, peer);

    /// <summary>The end that is tested, which does not block.</summary>
    public Socket Own { get; }

    /// <summary>The other end.</summary>
    public Socket Peer { get; }

    public static async Task<SocketPair> ConnectAsync()
    {
        Assert.SkipUnless(SocketPoll.IsAvailable, "Ossa's own transport needs Linux on 64 bits.");
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var peer = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await peer.ConnectAsync(listener.LocalEndPoint!);
        var own = await listener.AcceptAsync();
        own.Blocking = false;
        return new SocketPair(own, peer);
    }

    /// <summary>Tells what the system tells of the end that is tested.</summary>
    public void Watch(Action<SocketEvents> ready)
    {
        _watcher = new Watcher(ready);
        SocketPoll.Shared.Add(Own.SafeHandle, _watcher);
    }

    public void Dispose()
    {
        if (_watcher is { } watcher)
        {
            SocketPoll.Shared.Remove(Own.SafeHandle, watcher);
        }

        Own.Dispose();
        Peer.Dispose();
    }

    private sealed class Watcher(Action<SocketEvents> ready) : IPolledSocket
    {
        public void OnReady(SocketEvents events) => ready(events);

        public void Fail(Exception error) => ready(SocketEvents.Failed);
    }
}
