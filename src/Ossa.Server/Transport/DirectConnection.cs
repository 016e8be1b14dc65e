using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Ossa.Engine.Bodies;
using Ossa.Server.Connections;

namespace Ossa.Server.Transport;

/// <summary>
/// A connection: a socket with a reader and a writer. It is over when the other end says so, when one of both fails, or when HTTP gives it up;
/// whoever is registered for that is told on a thread of the pool, once.
/// </summary>
internal sealed class DirectConnection : DefaultConnectionContext, IPolledSocket
{
    private readonly Socket _socket;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _closed = new();
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SocketReader _reader;
    private readonly SocketWriter _writer;
    private int _isClosed;
    private int _isShut;

    public DirectConnection(Socket socket, ILogger logger)
        : base(Guid.NewGuid().ToString("N"))
    {
        socket.Blocking = false;
        _socket = socket;
        _logger = logger;
        _reader = new SocketReader(socket, Close);
        _writer = new SocketWriter(socket, Fail);
        Transport = new ConnectionPipes(_reader, _writer);
        LocalEndPoint = socket.LocalEndPoint;
        RemoteEndPoint = socket.RemoteEndPoint;
        ConnectionClosed = _closed.Token;
        Features.Set(this);
    }

    /// <summary>Whether what waits for the socket runs on the thread that finds it ready; for TLS, whose handshakes take long, it does not.</summary>
    public bool AnswersOnSocketThread
    {
        get => _reader.ContinuesOnSocketThread;
        set => _reader.ContinuesOnSocketThread = value;
    }

    /// <summary>Whether something could not be sent, after which nothing is.</summary>
    public bool HasFailed => _writer.HasFailed;

    /// <summary>How many bytes the system has taken so far.</summary>
    public long SentBytes => _writer.SentBytes;

    /// <summary>Has the next room that is taken stand for a part of a file, if HTTP asks the connection itself for it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isMoreToCome">Whether more follows at once, with which the last bytes of this may go out.</param>
    /// <param name="outer">Who is asked for room of its length.</param>
    public bool TryPlace(BodyFile part, bool isMoreToCome, PipeWriter outer) =>
        _writer.TryPlace(part, isMoreToCome, outer);

    /// <summary>Begins to receive.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The system can watch no more sockets.</exception>
    public void Start() => SocketPoll.Shared.Add(_socket.SafeHandle, this);

    void IPolledSocket.OnReady(SocketEvents events)
    {
        if ((events & (SocketEvents.Writable | SocketEvents.Failed | SocketEvents.Over)) != SocketEvents.None)
        {
            _writer.OnRoom();
        }

        if ((events & (SocketEvents.Readable | SocketEvents.MoreIsUntold)) != SocketEvents.None)
        {
            _reader.OnReady(events);
        }
    }

    /// <summary>Ends the connection at once; what was not sent is lost.</summary>
    public override void Abort(ConnectionAbortedException abortReason)
    {
        _reader.Fail(abortReason);
        Shut(isAbort: true);
        Close();
    }

    /// <summary>Lets what is being sent go out, and ends the connection.</summary>
    public override async ValueTask DisposeAsync()
    {
        await _writer.CompleteAsync();
        Shut(isAbort: false);
        await _reader.CompleteAsync();
        Close();
        await _told.Task;
        _closed.Dispose();
        await base.DisposeAsync();
    }

    /// <summary>Ends the connection because of an error.</summary>
    public void Fail(Exception error)
    {
        _reader.Fail(new ConnectionResetException(error.Message, error));
        Shut(isAbort: true);
        Close();
    }

    /// <summary>The other end hears of an abort by a reset, and of any other end by the end of the stream.</summary>
    private void Shut(bool isAbort)
    {
        if (Interlocked.Exchange(ref _isShut, 1) == 1)
        {
            return;
        }

        SocketPoll.Shared.Remove(_socket.SafeHandle, this);
        if (isAbort)
        {
            _socket.Close(timeout: 0);
            _writer.Wake();
            return;
        }

        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other end was faster.
        }

        _socket.Dispose();
    }

    private void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.Tell(), this, preferLocal: false);
        }
    }

    private void Tell()
    {
        try
        {
            _closed.Cancel();
        }
        catch (AggregateException e)
        {
            TransportLog.ListenerFailed(_logger, e);
        }
        finally
        {
            _told.SetResult();
        }
    }
}
