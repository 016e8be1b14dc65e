using System.Net.Sockets;

namespace Ossa.Server.Transport;

/// <summary>Sends bytes through a socket, and waits for room where it is full. One at a time.</summary>
/// <param name="socket">A socket that does not block.</param>
internal sealed class SocketSender(Socket socket)
{
    private TaskCompletionSource? _room;

    /// <summary>Sends all of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isMoreToCome">Whether others follow at once, with which the last of these may go out.</param>
    /// <exception cref="SocketException">The connection is over.</exception>
    /// <exception cref="ObjectDisposedException">It was ended here.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> bytes, bool isMoreToCome = false)
    {
        var sent = SendNow(bytes.Span, isMoreToCome);
        return sent == bytes.Length ? ValueTask.CompletedTask : SendRestAsync(bytes[sent..], isMoreToCome);
    }

    /// <summary>Ends once there is room, or the connection is over, on a thread of the pool where it had to be waited for.</summary>
    public async ValueTask WaitForRoomAsync()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _room, room);
        // What changed before anybody waited for it was told to nobody.
        if (!socket.Poll(TimeSpan.Zero, SelectMode.SelectWrite))
        {
            await room.Task;
        }
    }

    /// <summary>Whoever waits for room shall look again: there is some, or the connection is over.</summary>
    public void OnReady()
    {
        if (Volatile.Read(ref _room) is not null)
        {
            Interlocked.Exchange(ref _room, null)?.TrySetResult();
        }
    }

    private async ValueTask SendRestAsync(ReadOnlyMemory<byte> bytes, bool isMoreToCome)
    {
        while (!bytes.IsEmpty)
        {
            await WaitForRoomAsync();
            bytes = bytes[SendNow(bytes.Span, isMoreToCome)..];
        }
    }

    private int SendNow(ReadOnlySpan<byte> bytes, bool isMoreToCome) =>
        Math.Max(0, NativeSocket.Send(socket, bytes, isMoreToCome));
}
