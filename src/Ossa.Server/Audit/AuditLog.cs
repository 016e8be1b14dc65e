using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Audit;

/// <summary>
/// Takes down every request. A request puts one line into a bounded queue and never waits: what finds no room, while the disk is slow or full,
/// is dropped, counted, and stands in the log as a gap of so many entries.
/// </summary>
internal sealed class AuditLog(AuditMetrics metrics, ILogger<AuditLog> logger)
{
    /// <summary>The most bytes that wait: 16 MiB.</summary>
    public const long MaxWaitingBytes = 16 * 1024 * 1024;

    private readonly Channel<AuditItem> _queue = Channel.CreateUnbounded<AuditItem>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private long _waitingBytes;
    private long _dropped;

    /// <summary>What waits to be written.</summary>
    public ChannelReader<AuditItem> Queue => _queue.Reader;

    /// <summary>Takes a request down that has been answered.</summary>
    public void Note(OssContext context, OssError? refusal, TimeSpan elapsed)
    {
        try
        {
            Add(AuditEntries.Of(context, refusal, elapsed).Write());
        }
        catch (Exception e)
        {
            Drop();
            AuditMessages.EntryFailed(logger, e, context.RequestId);
        }
    }

    /// <summary>Adds a line, without its end, where there is room.</summary>
    public void Add(byte[] line)
    {
        if (
            Interlocked.Add(ref _waitingBytes, line.Length) <= MaxWaitingBytes
            && _queue.Writer.TryWrite(new(line, null))
        )
        {
            return;
        }

        Interlocked.Add(ref _waitingBytes, -line.Length);
        Drop();
    }

    /// <summary>Waits until there was a try to write what was taken down so far.</summary>
    public Task FlushAsync()
    {
        var flushed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite(new(null, flushed)) ? flushed.Task : Task.CompletedTask;
    }

    /// <summary>Gives up the room of lines that were written or lost.</summary>
    public void LetGo(long bytes) => Interlocked.Add(ref _waitingBytes, -bytes);

    /// <summary>How many entries were dropped since this was asked last.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    /// <summary>Takes no more.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    private void Drop()
    {
        Interlocked.Increment(ref _dropped);
        metrics.Dropped(1);
    }
}

/// <summary>A line that waits, or somebody who waits until the lines before are written.</summary>
internal readonly record struct AuditItem(byte[]? Line, TaskCompletionSource? Flushed);
