using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Ossa.Server.Transport;

/// <summary>
/// Receives from a socket into a buffer, as soon as something comes and while there is room, also while a request is being answered, so that the
/// other end's going is noticed. One caller at a time.
/// </summary>
/// <param name="socket">The socket.</param>
internal sealed class SocketReceiver(Socket socket) : IDisposable
{
    private bool _isReady;
    private bool _isMoreUntold;
    private bool _isReleased;

    /// <summary>What came and was not used yet.</summary>
    public ReceiveBuffer Buffer { get; } = new();

    /// <summary>Whether nothing more can come.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Why, where the other end did not just end.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Something has come. True where that is the end.</summary>
    public bool OnReady(SocketEvents events)
    {
        _isReady = true;
        _isMoreUntold |= (events & SocketEvents.MoreIsUntold) != SocketEvents.None;
        return Continue();
    }

    /// <summary>Receives what has come as far as there is room. True where that has found the end.</summary>
    public bool Continue()
    {
        var wasEnded = IsEnded;
        while (_isReady && !IsEnded && !_isReleased && Buffer.TryMakeRoom(out var room))
        {
            Receive(room.Span);
        }

        if (!_isReady)
        {
            Buffer.Trim();
        }

        return IsEnded && !wasEnded;
    }

    /// <summary>Nothing more is wanted, for this reason; the first one counts.</summary>
    public void End(Exception? error)
    {
        Error ??= error;
        IsEnded = true;
    }

    /// <summary>Gives up all memory.</summary>
    public void Dispose()
    {
        _isReleased = true;
        Buffer.Release();
    }

    private void Receive(Span<byte> room)
    {
        try
        {
            var count = NativeSocket.Receive(socket, room);
            if (count > 0)
            {
                Buffer.Received(count);
            }

            // Where less came than there was room for there is no more of it, and whatever comes is told anew; but for what was told already.
            _isReady = count == room.Length || (_isMoreUntold && count > 0);
            if (count == 0)
            {
                End(null);
            }
        }
        catch (SocketException e)
        {
            End(new ConnectionResetException("The connection was reset.", e));
        }
        catch (ObjectDisposedException e)
        {
            End(new ConnectionAbortedException("The connection is over.", e));
        }
    }
}
