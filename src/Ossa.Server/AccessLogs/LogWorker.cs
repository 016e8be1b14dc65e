using Microsoft.Extensions.Logging;
using Ossa.Engine;
using Ossa.Engine.Bodies;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;

namespace Ossa.Server.AccessLogs;

/// <summary>
/// Writes what was taken down as objects: every so often, as soon as a log is large, and when the server stops. It writes through the engine, so
/// its own writes are no requests and are not logged in turn.
/// </summary>
internal sealed class LogWorker(
    AccessLog log,
    OssaEngine engine,
    TimeSpan interval,
    LogMetrics metrics,
    TimeProvider time,
    ILogger<LogWorker> logger
)
{
    private static readonly ObjectMetadata Metadata = new([new("Content-Type", "text/plain")], []);

    /// <summary>Ends when it is stopped, with a last delivery.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await using var timer = time.CreateTimer(_ => log.CallForDelivery(), null, interval, interval);
        try
        {
            await foreach (var _ in log.Calls.ReadAllAsync(stopping))
            {
                await DeliverAsync();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await DeliverAsync();
            LoseWhatIsLeft();
        }
    }

    /// <summary>Whatever fails waits for the next time.</summary>
    private async Task DeliverAsync()
    {
        foreach (var batch in log.Buffer.Take())
        {
            try
            {
                await DeliverAsync(batch);
                log.Buffer.LetGo(batch);
            }
            catch (Exception e)
            {
                metrics.Failed();
                DeliveryLog.DeliveryFailed(logger, e, batch.Stream.Source, batch.Stream.Target);
                log.Buffer.Return(batch);
            }
        }
    }

    private async Task DeliverAsync(LogBatch batch)
    {
        var stream = batch.Stream;
        var target = await engine.Buckets.FindAsync(stream.Target, CancellationToken.None);
        if (target is null || target.OwnerId != stream.OwnerId)
        {
            metrics.Dropped(batch.Lines);
            DeliveryLog.TargetGone(logger, batch.Lines, stream.Source, stream.Target);
            return;
        }

        await WriteAsync(batch, target);
        metrics.Delivered(batch.Lines);
        DeliveryLog.Delivered(logger, batch.Lines, stream.Source, stream.Target);
    }

    /// <summary>Nobody else writes logs, so a key that is free stays free, unless somebody calls an object so; that one is kept, too.</summary>
    private async Task WriteAsync(LogBatch batch, Bucket target)
    {
        var now = time.GetUtcNow();
        var number = 1;
        while (await IsTakenAsync(target, batch.Stream.KeyOf(now, number)))
        {
            number++;
        }

        var wanted = new NewObject
        {
            Metadata = Metadata,
            ForbidOverwrite = true,
            ExpectedBytes = batch.Bytes.Length,
        };
        var key = batch.Stream.KeyOf(now, number);
        await engine.Objects.PutAsync(target, key, wanted, ReaderOf(batch.Bytes), CancellationToken.None);
    }

    private async ValueTask<bool> IsTakenAsync(Bucket target, string key) =>
        await engine.Objects.FindAsync(target, key, version: null, CancellationToken.None) is not null;

    private void LoseWhatIsLeft()
    {
        foreach (var batch in log.Buffer.Take())
        {
            metrics.Dropped(batch.Lines);
            DeliveryLog.Lost(logger, batch.Lines, batch.Stream.Source);
        }
    }

    private static ReadBody ReaderOf(ReadOnlyMemory<byte> bytes)
    {
        var left = bytes;
        return (buffer, _) =>
        {
            var count = Math.Min(buffer.Length, left.Length);
            left[..count].CopyTo(buffer);
            left = left[count..];
            return ValueTask.FromResult(count);
        };
    }
}
