using Microsoft.AspNetCore.Connections;
using Ossa.Server.Metrics;

namespace Ossa.Server.Connections;

/// <summary>
/// Stands between the socket and HTTP. Whoever asks and does not read the answers loses the connection after the idle time-out,
/// whatever the answers are; otherwise it would be held, with all that stands behind it, for ever.
/// </summary>
internal sealed class ConnectionGuard(TimeSpan idle, ServerMetrics metrics)
{
    public ConnectionDelegate Around(ConnectionDelegate next) => connection => RunAsync(connection, next);

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        metrics.ConnectionOpened();
        connection.ConnectionClosed.Register(metrics.ConnectionClosed);
        var transport = connection.Transport;
        var output = new PatientPipeWriter(transport.Output, idle, () => GiveUp(connection));
        connection.Transport = new PatientTransport(transport.Input, output);
        try
        {
            await next(connection);
        }
        finally
        {
            // The last bytes leave after HTTP is done, and nothing but this waits for them.
            var patience = new Timer(_ => GiveUp(connection), null, idle, Timeout.InfiniteTimeSpan);
            connection.ConnectionClosed.Register(patience.Dispose);
        }
    }

    private static void GiveUp(ConnectionContext connection) =>
        connection.Abort(new ConnectionAbortedException("The other end reads nothing."));
}
