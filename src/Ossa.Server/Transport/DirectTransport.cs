using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;

namespace Ossa.Server.Transport;

/// <summary>
/// Carries bytes straight between sockets and HTTP. The stock transport has a pipe in between on either side, and changes from the thread that
/// waits for sockets to one of the pool for each request; that change, and not HTTP, is most of what a small download costs there.
/// </summary>
internal sealed class DirectTransport(ILogger<DirectTransport> logger) : IConnectionListenerFactory
{
    private const int Backlog = 512;

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        // Where the system has no room for it, that is found out now and not by the first who connects.
        _ = SocketPoll.Shared;
        Socket? socket = null;
        try
        {
            socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.Listen(Backlog);
            return new(new DirectListener(socket, logger));
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw e.SocketErrorCode == SocketError.AddressAlreadyInUse ? new AddressInUseException(e.Message, e) : e;
        }
    }
}
