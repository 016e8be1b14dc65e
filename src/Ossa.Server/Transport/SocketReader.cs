using System.IO.Pipelines;
using System.Net.Sockets;
using System.Threading.Tasks.Sources;
using Ossa.Engine;

namespace Ossa.Server.Transport;

/// <summary>Reads a socket from one buffer: whoever reads gets what came meanwhile, or waits for what comes.</summary>
internal sealed class SocketReader : PipeReader, IValueTaskSource<ReadResult>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Action _ended;
    private readonly SocketReceiver _receiver;
    private ManualResetValueTaskSourceCore<ReadResult> _waiting;
    private CancellationTokenRegistration _cancellation;
    private bool _isWaiting;
    private bool _isCanceled;
    private bool _isComplete;

    /// <param name="socket">The socket.</param>
    /// <param name="ended">Is called once nothing more can come.</param>
    public SocketReader(Socket socket, Action ended)
    {
        _ended = ended;
        _receiver = new SocketReceiver(socket);
    }

    /// <summary>Whether whoever waits goes on where the socket is found ready; otherwise on a thread of the pool.</summary>
    public bool ContinuesOnSocketThread { get; set; } = true;

    /// <summary>Something has come.</summary>
    public void OnReady(SocketEvents events)
    {
        bool isEnd;
        lock (_gate)
        {
            isEnd = _receiver.OnReady(events);
        }

        TellEnd(isEnd);
        GoOn(onPool: !ContinuesOnSocketThread);
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ValueTask<ReadResult> read;
        lock (_gate)
        {
            RequireReading();
            if (TryTake(out var result))
            {
                read = EngineThread.IsCurrent ? new(result) : GoOnOnPoolAsync(result);
            }
            else
            {
                _isWaiting = true;
                _waiting.Reset();
                read = new(this, _waiting.Version);
            }
        }

        if (cancellationToken.CanBeCanceled && !read.IsCompleted)
        {
            Watch(cancellationToken);
        }

        return read;
    }

    public override bool TryRead(out ReadResult result)
    {
        lock (_gate)
        {
            RequireReading();
            return TryTake(out result);
        }
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        bool isEnd;
        lock (_gate)
        {
            _receiver.Buffer.Advance(consumed, examined);
            // What had filled the buffer may be gone now.
            isEnd = _receiver.Continue();
        }

        TellEnd(isEnd);
    }

    /// <summary>Whoever waits goes on with what there is, on a thread of the pool: it is somebody else who calls this.</summary>
    public override void CancelPendingRead()
    {
        lock (_gate)
        {
            _isCanceled = true;
        }

        GoOn(onPool: true);
    }

    /// <summary>Ends all reading with an error.</summary>
    public void Fail(Exception error)
    {
        lock (_gate)
        {
            _receiver.End(error);
        }

        GoOn(onPool: true);
    }

    public override void Complete(Exception? exception = null)
    {
        lock (_gate)
        {
            _isComplete = true;
            _receiver.Dispose();
        }
    }

    void IDisposable.Dispose() => Complete();

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _waiting.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _waiting.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => _waiting.OnCompleted(continuation, state, token, flags);

    /// <summary>
    /// Whoever asks without waiting for the answers, and so always has something to be read, does not keep the thread that others wait for.
    /// </summary>
    private static async ValueTask<ReadResult> GoOnOnPoolAsync(ReadResult result)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return result;
    }

    private void RequireReading()
    {
        if (_isComplete)
        {
            throw new InvalidOperationException("Reading is over.");
        }
    }

    private void TellEnd(bool isEnd)
    {
        if (isEnd)
        {
            _ended();
        }
    }

    /// <summary>What there is for whoever reads. A failure counts before what came before it, as in a pipe.</summary>
    private bool TryTake(out ReadResult result)
    {
        if (_receiver.Error is { } error)
        {
            throw error;
        }

        result = default;
        if (!_isCanceled && !_receiver.IsEnded && !_receiver.Buffer.HasNews)
        {
            return false;
        }

        result = new ReadResult(_receiver.Buffer.Content, _isCanceled, _receiver.IsEnded);
        _isCanceled = false;
        return true;
    }

    /// <summary>Lets whoever waits go on, if there is something for him.</summary>
    private void GoOn(bool onPool)
    {
        ReadResult result = default;
        Exception? error;
        CancellationTokenRegistration cancellation;
        lock (_gate)
        {
            error = _receiver.Error;
            if (!_isWaiting || (error is null && !TryTake(out result)))
            {
                return;
            }

            _isWaiting = false;
            (cancellation, _cancellation) = (_cancellation, default);
        }

        cancellation.Unregister();
        _waiting.RunContinuationsAsynchronously = onPool;
        if (error is null)
        {
            _waiting.SetResult(result);
        }
        else
        {
            _waiting.SetException(error);
        }
    }

    private void Watch(CancellationToken cancellationToken)
    {
        var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((SocketReader)state!).GiveUp(token),
            this
        );
        lock (_gate)
        {
            if (_isWaiting)
            {
                _cancellation = registration;
                return;
            }
        }

        registration.Unregister();
    }

    private void GiveUp(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_isWaiting)
            {
                return;
            }

            _isWaiting = false;
            _cancellation = default;
        }

        _waiting.RunContinuationsAsynchronously = true;
        _waiting.SetException(new OperationCanceledException(cancellationToken));
    }
}
