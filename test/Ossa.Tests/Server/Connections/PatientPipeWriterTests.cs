using System.IO.Pipelines;
using Ossa.Server.Connections;
using Xunit;

namespace Ossa.Tests.Server.Connections;

/// <summary>How long one flush may wait for the other end to read.</summary>
public sealed class PatientPipeWriterTests
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_may_wait_again_and_again_while_enough_goes_out_each_time()
    {
        var (asked, sent) = (0, 0L);
        var inner = new WaitingWriter();
        // It is asked once when the wait begins, and then each time that it has lasted so long.
        var writer = new PatientPipeWriter(
            inner,
            Idle,
            inner.End,
            () => sent += asked++ <= 10 ? PatientPipeWriter.LeastBytes : PatientPipeWriter.LeastBytes - 1
        );
        await writer.FlushAsync(Cancel);
        Assert.Equal(12, asked);
    }

    [Fact]
    public async Task Without_knowing_what_goes_out_it_may_wait_once()
    {
        var inner = new WaitingWriter();
        await new PatientPipeWriter(inner, Idle, inner.End).FlushAsync(Cancel);
    }

    [Fact]
    public async Task What_does_not_wait_is_not_looked_at()
    {
        var inner = new WaitingWriter();
        inner.End();
        var writer = new PatientPipeWriter(inner, Idle, () => Assert.Fail("given up"), () => throw new IOException());
        await writer.FlushAsync(Cancel);
    }

    /// <summary>Whose flushes wait until the connection is given up.</summary>
    private sealed class WaitingWriter : PipeWriter
    {
        private readonly TaskCompletionSource<FlushResult> _end = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );

        public void End() => _end.TrySetResult(default);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            new(_end.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken));

        public override void Advance(int bytes) => throw new NotSupportedException();

        public override Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException();

        public override Span<byte> GetSpan(int sizeHint = 0) => throw new NotSupportedException();

        public override void CancelPendingFlush() => throw new NotSupportedException();

        public override void Complete(Exception? exception = null) => throw new NotSupportedException();
    }
}
