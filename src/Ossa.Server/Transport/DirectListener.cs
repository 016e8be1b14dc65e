using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Ossa.Server.Transport;

/// <summary>Takes connections in at one address.</summary>
internal sealed class DirectListener(Socket socket, ILogger logger) : IConnectionListener
{
    /// <summary>How long nobody is taken in where the process may open no more.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public EndPoint EndPoint { get; } = socket.LocalEndPoint!;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                return Take(await socket.AcceptAsync(cancellationToken));
            }
            catch (Exception e) when (e is ObjectDisposedException || IsUnbound(e))
            {
                return null;
            }
            catch (SocketException e)
                when (e.SocketErrorCode is SocketError.ConnectionAborted or SocketError.ConnectionReset)
            {
                // It went away before it was taken; the next one is waited for.
            }
            catch (Win32Exception)
            {
                // Files or memory are short; those that are open must end first.
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => UnbindAsync();

    private DirectConnection Take(Socket accepted)
    {
        try
        {
            accepted.NoDelay = true;
            var connection = new DirectConnection(accepted, logger);
            connection.Start();
            return connection;
        }
        catch (Win32Exception)
        {
            accepted.Dispose();
            throw;
        }
    }

    private static bool IsUnbound(Exception e) =>
        e is SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted };
}
