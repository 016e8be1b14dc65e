using System.Buffers;
using Microsoft.Extensions.Logging;

namespace Ossa.Server.Audit;

/// <summary>Writes what the audit log takes down, in as large pieces as wait, and tells readers that there is more.</summary>
internal sealed class AuditWriter(
    AuditLog log,
    IAuditStore store,
    AuditMetrics metrics,
    TimeProvider time,
    ILogger<AuditWriter> logger
)
{
    private const int MaxBatchBytes = 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ArrayBufferWriter<byte> _batch = new();
    private readonly List<TaskCompletionSource> _flushed = [];
    private TaskCompletionSource _more = NewSignal();
    private TaskCompletionSource _failure = NewSignal();
    private int _entries;
    private long _bytes;

    /// <summary>How long lines gather that are then written together; it is the machine's time, also where the server has another.</summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends when the log takes no more and all is written, or could not be after <paramref name="stopping"/>.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var isFull = false;
        while (await log.Queue.WaitToReadAsync(CancellationToken.None))
        {
            // Without this each request of a busy server wakes a thread, for a write of its own. What did not fit into the last piece has waited already.
            if (!isFull)
            {
                await Task.Delay(Gathering, CancellationToken.None);
            }

            Gather();
            isFull = _batch.WrittenCount >= MaxBatchBytes;
            await WriteAsync(stopping);
        }

        Close();
        EndFollowing();
    }

    /// <summary>
    /// Ends when there was a try to write what was taken down so far. While writing fails what comes later does not get its turn, so the next
    /// failure of all is enough.
    /// </summary>
    public async Task CatchUpAsync()
    {
        var failure = Volatile.Read(ref _failure).Task;
        await Task.WhenAny(log.FlushAsync(), failure);
    }

    /// <summary>Lets those who wait for more lines go: there will be none.</summary>
    public void EndFollowing()
    {
        IsEnding = true;
        Signal(ref _more);
    }

    /// <summary>Whether readers should not wait for more.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Ends when there may be lines that were not there when this was asked.</summary>
    public Task MoreAsync() => Volatile.Read(ref _more).Task;

    private void Gather()
    {
        if (log.TakeDropped() is var dropped and > 0)
        {
            AddLine(
                new AuditEntry
                {
                    Time = time.GetUtcNow(),
                    Operation = "AuditGap",
                    Dropped = dropped,
                }.Write()
            );
        }

        while (_batch.WrittenCount < MaxBatchBytes && log.Queue.TryRead(out var item))
        {
            if (item.Line is { } line)
            {
                AddLine(line);
                _entries++;
                _bytes += line.Length;
            }
            else
            {
                _flushed.Add(item.Flushed!);
            }
        }
    }

    private async Task WriteAsync(CancellationToken stopping)
    {
        while (_batch.WrittenCount > 0)
        {
            try
            {
                store.Append(_batch.WrittenSpan);
                metrics.Written(_entries);
                break;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                metrics.Failed();
                AuditMessages.WriteFailed(logger, e);
            }

            Release();
            Signal(ref _failure);
            if (stopping.IsCancellationRequested)
            {
                metrics.Dropped(_entries);
                AuditMessages.Lost(logger, _entries);
                break;
            }

            await Task.Delay(Pause, time, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        log.LetGo(_bytes);
        (_entries, _bytes) = (0, 0);
        _batch.ResetWrittenCount();
        Release();
        Signal(ref _more);
    }

    private void Close()
    {
        try
        {
            store.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            metrics.Failed();
            AuditMessages.EndUnsure(logger, e);
        }
    }

    private void AddLine(byte[] line)
    {
        _batch.Write(line);
        _batch.Write("\n"u8);
    }

    private void Release()
    {
        _flushed.ForEach(waiting => waiting.TrySetResult());
        _flushed.Clear();
    }

    private static void Signal(ref TaskCompletionSource signal) =>
        Interlocked.Exchange(ref signal, NewSignal()).TrySetResult();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
