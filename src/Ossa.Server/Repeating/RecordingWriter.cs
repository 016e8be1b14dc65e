using System.IO.Pipelines;
using Ossa.Server.Transport;

namespace Ossa.Server.Repeating;

/// <summary>The sending side of a connection of HTTP/1. While a request is being taken down it notes what goes out.</summary>
/// <param name="inner">Where it goes.</param>
internal sealed class RecordingWriter(PipeWriter inner) : PipeWriter
{
    private Memory<byte> _room;

    /// <summary>The request that is being taken down, or null.</summary>
    public AnswerRecording? Recording { get; set; }

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0) => _room = inner.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (Recording is { } recording)
        {
            TakeDown(recording, bytes);
        }

        inner.Advance(bytes);
        _room = _room[bytes..];
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private void TakeDown(AnswerRecording recording, int bytes)
    {
        if (SocketWriter.StandsForFile(_room))
        {
            recording.AppendFile(bytes);
        }
        else
        {
            recording.Append(_room.Span[..bytes]);
        }
    }
}
