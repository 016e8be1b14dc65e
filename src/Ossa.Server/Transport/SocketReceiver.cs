using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Ossa.Server.Transport;

/// <summary>
/// Receives from a socket into a buffer. A receive is under way while there is room, also while a request is being answered, so that the
/// other end's going is noticed. One caller at a time.
/// </summary>
/// <param name="socket">The socket.</param>
/// <param name="completed">Is called when a receive that was under way has ended, on the thread that finds the socket ready.</param>
internal sealed class SocketReceiver(Socket socket, Action completed) : IDisposable
{
    private readonly Receive _receive = new(completed);
    private bool _isUnderWay;
    private bool _isReleased;

    /// <summary>What came and was not used yet.</summary>
    public ReceiveBuffer Buffer { get; } = new();

    /// <summary>Whether nothing more can come.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Why, where the other end did not just end.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Receives what is there as far as there is room, and leaves a receive under way. True where that has found the end.</summary>
    public bool Continue()
    {
        var wasEnded = IsEnded;
        try
        {
            while (!_isUnderWay && !IsEnded && !_isReleased && Buffer.TryMakeRoom(socket, out var room))
            {
                _receive.SetBuffer(room);
                _isUnderWay = socket.ReceiveAsync(_receive);
                if (!_isUnderWay)
                {
                    Take();
                }
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            End(new ConnectionAbortedException("The connection is over.", e));
        }

        return IsEnded && !wasEnded;
    }

    /// <summary>Takes over what the receive that was under way has brought, and goes on. True where that is the end.</summary>
    public bool Complete()
    {
        var wasEnded = IsEnded;
        _isUnderWay = false;
        Take();
        Continue();
        GiveUpIfDone();
        return IsEnded && !wasEnded;
    }

    /// <summary>Nothing more is wanted, for this reason; the first one counts.</summary>
    public void End(Exception? error)
    {
        Error ??= error;
        IsEnded = true;
    }

    /// <summary>Gives up all memory, once nothing is received into it.</summary>
    public void Dispose()
    {
        _isReleased = true;
        GiveUpIfDone();
    }

    private void GiveUpIfDone()
    {
        if (_isReleased && !_isUnderWay)
        {
            Buffer.Release();
            _receive.Dispose();
        }
    }

    private void Take()
    {
        if (_receive.SocketError != SocketError.Success)
        {
            End(
                new ConnectionResetException(
                    "The connection was reset.",
                    new SocketException((int)_receive.SocketError)
                )
            );
        }
        else if (_receive.BytesTransferred == 0)
        {
            End(null);
        }
        else
        {
            Buffer.Received(_receive.BytesTransferred);
        }
    }

    /// <summary>The one receive of a connection, made once.</summary>
    private sealed class Receive(Action completed) : SocketAsyncEventArgs(true)
    {
        protected override void OnCompleted(SocketAsyncEventArgs e) => completed();
    }
}
