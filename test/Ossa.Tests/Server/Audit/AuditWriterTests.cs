using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Audit;
using Prometheus;
using Xunit;

namespace Ossa.Tests.Server.Audit;

/// <summary>What becomes of entries when the disk does not take them.</summary>
public sealed class AuditWriterTests
{
    [Fact]
    public async Task What_finds_no_room_is_counted_and_stands_in_the_log_as_a_gap()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var metrics = new AuditMetrics(registry);
        var log = new AuditLog(metrics, NullLogger<AuditLog>.Instance);
        var store = new Recorder();
        var line = new byte[AuditLog.MaxWaitingBytes / 4];
        Array.Fill(line, (byte)' ');
        for (var i = 0; i < 7; i++)
        {
            log.Add(line);
        }

        log.Complete();
        var writer = new AuditWriter(log, store, metrics, TimeProvider.System, NullLogger<AuditWriter>.Instance);
        await writer.RunAsync(CancellationToken.None);
        var gap = Assert.Single(store.Lines.Select(AuditEntry.Read), entry => entry?.Operation == "AuditGap");
        Assert.Equal(3, gap!.Dropped);
        Assert.Equal(5, store.Lines.Count);
        await using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        var figures = System.Text.Encoding.UTF8.GetString(text.ToArray());
        Assert.Contains("ossa_audit_dropped_entries_total 3", figures, StringComparison.Ordinal);
        Assert.Contains("ossa_audit_entries_total 4", figures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_fit_into_one_piece_does_not_gather_again()
    {
        var metrics = new AuditMetrics(Prometheus.Metrics.NewCustomRegistry());
        var log = new AuditLog(metrics, NullLogger<AuditLog>.Instance);
        var store = new Recorder();
        var line = new byte[1024 * 1024];
        Array.Fill(line, (byte)' ');
        for (var i = 0; i < 15; i++)
        {
            log.Add(line);
        }

        log.Complete();
        var writer = new AuditWriter(log, store, metrics, TimeProvider.System, NullLogger<AuditWriter>.Instance)
        {
            Gathering = TimeSpan.FromSeconds(2),
        };
        // Fifteen pieces that gather would take half a minute.
        await writer
            .RunAsync(CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal(15, store.Lines.Count);
    }

    [Fact]
    public async Task A_write_that_fails_at_the_end_is_counted_as_lost_and_holds_nobody_up()
    {
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var metrics = new AuditMetrics(registry);
        var log = new AuditLog(metrics, NullLogger<AuditLog>.Instance);
        log.Add("{}"u8.ToArray());
        var flushed = log.FlushAsync();
        log.Complete();
        var writer = new AuditWriter(log, new Full(), metrics, TimeProvider.System, NullLogger<AuditWriter>.Instance);
        await writer.RunAsync(new CancellationToken(canceled: true));
        await flushed;
        await using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        var figures = System.Text.Encoding.UTF8.GetString(text.ToArray());
        Assert.Contains("ossa_audit_dropped_entries_total 1", figures, StringComparison.Ordinal);
        Assert.Contains("ossa_audit_failures_total 1", figures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_wants_to_read_while_writing_fails_is_not_held_up()
    {
        var metrics = new AuditMetrics(Prometheus.Metrics.NewCustomRegistry());
        var log = new AuditLog(metrics, NullLogger<AuditLog>.Instance);
        var (store, time) = (new Full(), new FakeTimeProvider());
        var writer = new AuditWriter(log, store, metrics, time, NullLogger<AuditWriter>.Instance);
        using var stopping = new CancellationTokenSource();
        log.Add("{}"u8.ToArray());
        var running = writer.RunAsync(stopping.Token);
        log.Add("{}"u8.ToArray());
        var caughtUp = writer.CatchUpAsync();
        for (var tries = store.Tries; store.Tries < tries + 2; )
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await caughtUp.WaitAsync(TestContext.Current.CancellationToken);
        await stopping.CancelAsync();
        log.Complete();
        await running;
    }

    [Fact]
    public async Task An_end_that_cannot_be_synced_does_not_keep_the_server_from_stopping()
    {
        var metrics = new AuditMetrics(Prometheus.Metrics.NewCustomRegistry());
        var log = new AuditLog(metrics, NullLogger<AuditLog>.Instance);
        log.Complete();
        var store = new Full { FailsAtEnd = true };
        var writer = new AuditWriter(log, store, metrics, TimeProvider.System, NullLogger<AuditWriter>.Instance);
        await writer.RunAsync(CancellationToken.None);
        Assert.True(writer.IsEnding);
    }

    private sealed class Recorder : IAuditStore
    {
        public List<string> Lines { get; } = [];

        public void Append(ReadOnlySpan<byte> lines) =>
            Lines.AddRange(
                System.Text.Encoding.UTF8.GetString(lines).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            );

        public IAuditCursor Open(DateTimeOffset? since) => throw new NotSupportedException();

        public void Dispose() { }
    }

    private sealed class Full : IAuditStore
    {
        private int _tries;

        public int Tries => Volatile.Read(ref _tries);

        public bool FailsAtEnd { get; init; }

        public void Append(ReadOnlySpan<byte> lines)
        {
            Interlocked.Increment(ref _tries);
            throw new IOException("No space left on device");
        }

        public IAuditCursor Open(DateTimeOffset? since) => throw new NotSupportedException();

        public void Dispose()
        {
            if (FailsAtEnd)
            {
                throw new IOException("Input/output error");
            }
        }
    }
}
