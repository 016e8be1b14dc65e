using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Ossa.Engine;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>
/// Writes to a socket, straight from the buffers that are written into. A flush ends when the system has taken all of it: so no more of an
/// answer waits here than one flush has.
/// </summary>
/// <param name="socket">The socket, which does not block.</param>
/// <param name="failed">Is called once nothing more can be sent.</param>
internal sealed class SocketWriter(Socket socket, Action<Exception> failed) : PipeWriter
{
    /// <summary>
    /// The most bytes of a file that one flush sends. In steps of 256 KiB a reader that keeps up was woken between them, and got a third less of 1 MiB.
    /// </summary>
    public const int MaxPartBytes = 1024 * 1024;

    /// <summary>Room that stands for bytes of files, and that nobody writes to.</summary>
    private static readonly byte[] StandIn = new byte[MaxPartBytes];

    private readonly Lock _gate = new();
    private readonly SocketSender _sender = new(socket);
    private FileSender? _files;
    private SendBuffer _buffer = new();
    private Task _sending = Task.CompletedTask;
    private TaskCompletionSource? _cancel;
    private bool _isCanceled;
    private (BodyFile Part, bool IsMoreToCome)? _placed;
    private volatile bool _isFailed;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _buffer.Length;

    public override Memory<byte> GetMemory(int sizeHint = 0) =>
        _placed is { Part: var part } && sizeHint == part.Length
            ? StandIn.AsMemory(0, part.Length)
            : _buffer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Whether something could not be sent, after which nothing is.</summary>
    public bool HasFailed => _isFailed;

    /// <summary>How many bytes the socket has taken so far.</summary>
    public long SentBytes => _sender.SentBytes;

    public override void Advance(int bytes)
    {
        if (_placed is var (part, isMoreToCome))
        {
            ArgumentOutOfRangeException.ThrowIfNotEqual(bytes, part.Length);
            _buffer.Add(part, isMoreToCome);
            _placed = null;
        }
        else
        {
            _buffer.Advance(bytes);
        }
    }

    /// <summary>Has the next room that is taken stand for a part of a file.</summary>
    /// <param name="part">The part, of at most <see cref="MaxPartBytes"/>.</param>
    /// <param name="isMoreToCome">Whether more follows at once, with which the last bytes of this may go out.</param>
    /// <param name="outer">Is asked for room of its length, and asks this one; false where somebody in between gives room of his own.</param>
    public bool TryPlace(BodyFile part, bool isMoreToCome, PipeWriter outer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part.Length, MaxPartBytes, nameof(part));
        var isOurs = false;
        _placed = (part, isMoreToCome);
        try
        {
            return isOurs = StandsForFile(outer.GetMemory(part.Length));
        }
        finally
        {
            _placed = isOurs ? _placed : null;
        }
    }

    /// <summary>Whether room stands for bytes of a file, so that there is nothing in it.</summary>
    public static bool StandsForFile(ReadOnlyMemory<byte> room) =>
        MemoryMarshal.TryGetArray(room, out var bytes) && ReferenceEquals(bytes.Array, StandIn);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_isCanceled)
            {
                _isCanceled = false;
                return new(new FlushResult(isCanceled: true, _isFailed));
            }
        }

        if (_buffer.Length == 0 || _isFailed)
        {
            return new(new FlushResult(isCanceled: false, _isFailed));
        }

        // A flush that was canceled may still be sending; what follows must come after it.
        var send = _sending.IsCompleted ? SendAsync(_buffer) : SendAfterAsync(_sending, _buffer);
        if (send.IsCompletedSuccessfully)
        {
            return new(new FlushResult(isCanceled: false, _isFailed));
        }

        _buffer = new SendBuffer();
        return WaitAsync(send.AsTask(), cancellationToken);
    }

    public override void CancelPendingFlush()
    {
        lock (_gate)
        {
            if (_cancel is null)
            {
                _isCanceled = true;
            }
            else
            {
                _cancel.TrySetResult();
            }
        }
    }

    /// <summary>Ends writing; what was not flushed yet is sent by <see cref="CompleteAsync"/>.</summary>
    public override void Complete(Exception? exception = null) { }

    /// <summary>Ends writing, once all that was written is sent or the connection is over.</summary>
    public override async ValueTask CompleteAsync(Exception? exception = null)
    {
        await _sending;
        if (_buffer.Length > 0 && !_isFailed)
        {
            await SendAsync(_buffer);
        }

        _buffer.Release();
    }

    /// <summary>The socket takes more.</summary>
    public void OnRoom() => _sender.OnRoom();

    /// <summary>The socket is closed, which whoever waits shall find out.</summary>
    public void Wake() => _sender.Wake();

    /// <summary>Sends a part of a file, after what was sent before.</summary>
    public ValueTask SendAsync(BodyFile part, bool isMoreToCome) =>
        (_files ??= new FileSender(socket, _sender, NativeSocket.Send, LoneSending.Process)).SendAsync(
            part,
            isMoreToCome
        );

    private async ValueTask SendAfterAsync(Task sending, SendBuffer buffer)
    {
        await sending;
        await SendAsync(buffer);
    }

    /// <summary>Sends all that was written. That it failed is told to the connection, and to the next flush.</summary>
    private async ValueTask SendAsync(SendBuffer buffer)
    {
        try
        {
            if (!_isFailed)
            {
                await buffer.SendAsync(_sender, this);
            }
        }
        catch (Exception e)
        {
            // Whatever it was: nothing may follow what is missing.
            _isFailed = true;
            failed(e);
        }
        finally
        {
            buffer.Reset();
        }
    }

    /// <summary>The other end is slow; whoever cancels does not wait for it, though what is being sent goes on.</summary>
    private async ValueTask<FlushResult> WaitAsync(Task send, CancellationToken cancellationToken)
    {
        var cancel = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _sending = send;
            if (_isCanceled)
            {
                _isCanceled = false;
                cancel.SetResult();
            }

            _cancel = cancel;
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static state => ((TaskCompletionSource)state!).TrySetResult(),
            cancel
        );
        await await Task.WhenAny(send, cancel.Task);
        // Whoever goes on now may read on from the disk.
        await EngineThread.EnterAsync();
        lock (_gate)
        {
            _cancel = null;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new FlushResult(isCanceled: cancel.Task.IsCompleted && !send.IsCompleted, _isFailed);
    }
}
