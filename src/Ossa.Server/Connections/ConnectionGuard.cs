using System.Net;
using Microsoft.AspNetCore.Connections;
using Ossa.Server.Hosting;
using Ossa.Server.Metrics;
using Ossa.Server.Throttling;
using Ossa.Server.Transport;

namespace Ossa.Server.Connections;

/// <summary>
/// Stands between the socket and HTTP. Whoever has too many connections gets no more. Whoever asks and does not read the answers loses the
/// connection after the idle time-out, whatever the answers are; otherwise it would be held, with all that stands behind it, for ever.
/// </summary>
internal sealed class ConnectionGuard(ServerOptions options, ServerMetrics metrics, LimitMetrics limited)
{
    /// <summary>A connection on which nothing waits is ended by Kestrel, which says goodbye first.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    private readonly TrustedProxies _proxies = new(options.TrustedProxies);
    private readonly ConnectionLimit? _limit = options.ClientLimits.AddressConnections is { } most ? new(most) : null;

    public ConnectionDelegate Around(ConnectionDelegate next) => connection => RunAsync(connection, next);

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (!TryCount(connection))
        {
            limited.Refused(LimitMetrics.Connections);
            connection.Abort(new ConnectionAbortedException("Its address has too many connections."));
            return;
        }

        metrics.ConnectionOpened();
        connection.ConnectionClosed.Register(metrics.ConnectionClosed);
        var transport = connection.Transport;
        Func<long>? sent = connection.Features.Get<DirectConnection>() is { } direct ? () => direct.SentBytes : null;
        var output = new PatientPipeWriter(transport.Output, options.IdleTimeout, () => GiveUp(connection), sent);
        connection.Transport = new ConnectionPipes(transport.Input, output);
        using var use = new ConnectionUse(options.ClientLimits.KeepAliveTimeout + Margin, () => GiveUp(connection));
        connection.Features.Set(use);
        try
        {
            await next(connection);
        }
        finally
        {
            // The last bytes leave after HTTP is done, and nothing but this waits for them.
            var patience = new Timer(_ => GiveUp(connection), null, options.IdleTimeout, Timeout.InfiniteTimeSpan);
            connection.ConnectionClosed.Register(patience.Dispose);
        }
    }

    private bool TryCount(ConnectionContext connection)
    {
        if (
            _limit is null
            || connection.RemoteEndPoint is not IPEndPoint { Address: var address }
            || _proxies.Are(address)
        )
        {
            return true;
        }

        if (!_limit.TryEnter(address))
        {
            return false;
        }

        connection.ConnectionClosed.Register(() => _limit.Leave(address));
        return true;
    }

    private static void GiveUp(ConnectionContext connection) =>
        connection.Abort(new ConnectionAbortedException("The other end reads nothing."));
}
