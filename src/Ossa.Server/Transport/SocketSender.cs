using System.Net.Sockets;

namespace Ossa.Server.Transport;

/// <summary>Sends bytes through a socket, and waits for room where it is full. One at a time.</summary>
/// <param name="socket">A socket that does not block.</param>
internal sealed class SocketSender(Socket socket)
{
    private TaskCompletionSource? _room;
    private long _sentBytes;
    private bool _isCorked;

    /// <summary>How many bytes the socket has taken so far.</summary>
    public long SentBytes => Volatile.Read(ref _sentBytes);

    /// <summary>Sends all of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isMoreToCome">Whether others follow at once, with which the last of these may go out.</param>
    /// <exception cref="SocketException">The connection is over.</exception>
    /// <exception cref="ObjectDisposedException">It was ended here.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, bool isMoreToCome = false)
    {
        if (bytes.IsEmpty)
        {
            return ValueTask.CompletedTask;
        }

        var sent = SendNow(bytes.Span, isMoreToCome);
        return sent == bytes.Length ? ValueTask.CompletedTask : SendRestAsync(bytes[sent..], isMoreToCome);
    }

    /// <summary>
    /// Holds back what does not fill a segment until something is sent after which nothing is to come. Each time the other end acknowledges something, the system would
    /// send the few bytes that there are then: to one reader, 100 MiB took a tenth more CPU time.
    /// </summary>
    public void Cork()
    {
        if (!_isCorked)
        {
            NativeSocket.Cork(socket, isCorked: true);
            _isCorked = true;
        }
    }

    /// <summary>Nothing more is to come: sends what was held back.</summary>
    public void Uncork()
    {
        if (_isCorked)
        {
            _isCorked = false;
            NativeSocket.Cork(socket, isCorked: false);
        }
    }

    /// <summary>Ends once there is room, or the connection is over, on a thread of the pool.</summary>
    public Task WaitForRoomAsync()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _room, room);
        SocketPoll.Shared.WantRoom(socket.SafeHandle, isWanted: true);
        return room.Task;
    }

    /// <summary>There is room for whoever waits for it.</summary>
    public void OnRoom()
    {
        if (Interlocked.Exchange(ref _room, null) is not { } room)
        {
            return;
        }

        try
        {
            SocketPoll.Shared.WantRoom(socket.SafeHandle, isWanted: false);
        }
        catch (ObjectDisposedException)
        {
            // The connection is over, which whoever waits finds out.
        }
        finally
        {
            room.SetResult();
        }
    }

    /// <summary>The connection is over, which whoever waits for room shall find out.</summary>
    public void Wake() => Interlocked.Exchange(ref _room, null)?.SetResult();

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> bytes, bool isMoreToCome)
    {
        while (!bytes.IsEmpty)
        {
            await WaitForRoomAsync();
            bytes = bytes[SendNow(bytes.Span, isMoreToCome)..];
        }
    }

    /// <summary>The socket has taken some bytes. Whoever sends is the only one who does.</summary>
    public void Count(int sent) => Volatile.Write(ref _sentBytes, _sentBytes + sent);

    private int SendNow(ReadOnlySpan<byte> bytes, bool isMoreToCome)
    {
        var sent = Math.Max(0, NativeSocket.Send(socket, bytes, isMoreToCome));
        Count(sent);
        if (sent == bytes.Length && !isMoreToCome)
        {
            Uncork();
        }

        return sent;
    }
}
