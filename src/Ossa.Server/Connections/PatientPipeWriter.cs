using System.IO.Pipelines;

namespace Ossa.Server.Connections;

/// <summary>
/// The sending side of a connection, with a limit to how long one flush may wait for the other end to read. Whatever the server says
/// passes here: bodies, documents, answers that are headers alone, and those that Kestrel gives by itself.
/// </summary>
/// <param name="inner">The transport's own writer.</param>
/// <param name="idle">How long a flush may wait for <see cref="LeastBytes"/>, or for its end.</param>
/// <param name="giveUp">Aborts the connection, which ends the flush that waits.</param>
/// <param name="sent">How many bytes have gone out, where a flush may have more than <see cref="LeastBytes"/>.</param>
internal sealed class PatientPipeWriter(PipeWriter inner, TimeSpan idle, Action giveUp, Func<long>? sent = null)
    : PipeWriter
{
    /// <summary>What the other end has to read in the time that a flush may wait.</summary>
    public const int LeastBytes = 256 * 1024;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var flush = inner.FlushAsync(cancellationToken);
        return flush.IsCompleted ? flush : WaitAsync(flush);
    }

    public override void Advance(int bytes) => inner.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    /// <summary>A flush waits only when the buffers are full, so that the timer costs nothing where the other end keeps up.</summary>
    private async ValueTask<FlushResult> WaitAsync(ValueTask<FlushResult> flush)
    {
        var seen = sent?.Invoke();
        await using var patience = new Timer(Look);
        patience.Change(idle, Timeout.InfiniteTimeSpan);
        return await flush;

        void Look(object? timer)
        {
            if (sent?.Invoke() is { } now && now - seen >= LeastBytes)
            {
                seen = now;
                ((Timer)timer!).Change(idle, Timeout.InfiniteTimeSpan);
            }
            else
            {
                giveUp();
            }
        }
    }
}
