using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Abstractions;
using Ossa.Server.Connections;
using Ossa.Server.Hosting;
using Ossa.Server.Metrics;
using Ossa.Server.Transport;
using Ossa.Tests.Server.Transport;
using Xunit;

namespace Ossa.Tests.Server.Connections;

/// <summary>What the guard does about bytes that HTTP has left behind it.</summary>
public sealed class ConnectionGuardTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_connection_whose_last_bytes_nobody_takes_is_aborted()
    {
        await using var connection = new HeldConnection();
        await RunAsync(connection, TimeSpan.FromMilliseconds(50), _ => Task.CompletedTask);
        await connection.Aborted.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_flush_that_nobody_takes_ends_with_the_connection()
    {
        await using var connection = new HeldConnection();
        var sending = RunAsync(
            connection,
            TimeSpan.FromMilliseconds(50),
            async inner => await inner.Transport.Output.WriteAsync(new byte[1024 * 1024])
        );
        await connection.Aborted.WaitAsync(Patience);
        await connection.Transport.Input.CompleteAsync();
        await connection.Peer.Input.CompleteAsync();
        await sending.WaitAsync(Patience);
    }

    [Fact]
    public async Task Whoever_reads_on_is_waited_for_however_long_a_flush_takes_him()
    {
        const int FlushBytes = 4 * PatientPipeWriter.LeastBytes;
        using var pair = await SocketPair.ConnectAsync();
        (pair.Own.SendBufferSize, pair.Peer.ReceiveBufferSize) = (16 * 1024, 16 * 1024);
        await using var connection = new DirectConnection(pair.Own, NullLogger.Instance);
        connection.Start();
        var sending = RunAsync(
            connection,
            TimeSpan.FromSeconds(2),
            async inner => await inner.Transport.Output.WriteAsync(new byte[FlushBytes])
        );
        var buffer = new byte[64 * 1024];
        for (var received = 0; received < FlushBytes; )
        {
            // Longer than the idle time-out in the whole, and 2.5 times as fast as it must be.
            await Task.Delay(200);
            var wanted = buffer.AsMemory(0, Math.Min(buffer.Length, FlushBytes - received));
            await new NetworkStream(pair.Peer).ReadExactlyAsync(wanted);
            received += wanted.Length;
        }

        await sending.WaitAsync(Patience);
        Assert.False(connection.HasFailed);
    }

    [Fact]
    public async Task A_connection_that_ended_is_left_alone()
    {
        await using var connection = new HeldConnection();
        await RunAsync(connection, Timeout.InfiniteTimeSpan, _ => connection.CloseAsync());
        Assert.False(connection.Aborted.IsCompleted);
    }

    private static Task RunAsync(ConnectionContext connection, TimeSpan idle, ConnectionDelegate inner) =>
        Guard(idle).Around(inner)(connection);

    private static ConnectionGuard Guard(TimeSpan idle)
    {
        var metrics = new ServerMetrics();
        return new ConnectionGuard(new ServerOptions { IdleTimeout = idle }, metrics, new(metrics.Registry));
    }

    /// <summary>A connection whose other end takes nothing.</summary>
    private sealed class HeldConnection : DefaultConnectionContext
    {
        private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationTokenSource _closed = new();

        public HeldConnection()
        {
            var toPeer = new Pipe();
            var fromPeer = new Pipe();
            Transport = new ConnectionPipes(fromPeer.Reader, toPeer.Writer);
            Peer = new ConnectionPipes(toPeer.Reader, fromPeer.Writer);
            ConnectionClosed = _closed.Token;
        }

        public ConnectionPipes Peer { get; }

        public Task Aborted => _aborted.Task;

        public Task CloseAsync() => _closed.CancelAsync();

        public override void Abort(ConnectionAbortedException abortReason) => _aborted.TrySetResult();

        public override async ValueTask DisposeAsync()
        {
            await _closed.CancelAsync();
            _closed.Dispose();
            await base.DisposeAsync();
        }
    }
}
