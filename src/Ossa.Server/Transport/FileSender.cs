using System.Buffers;
using System.Net.Sockets;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>
/// Sends parts of files through a socket, which the system does without a copy. One at a time. The file is asked for on threads of the pool alone:
/// where a page of it has to come from the disk, the threads that wait for sockets do not wait for that.
/// </summary>
internal sealed class FileSender
{
    /// <summary>How much waits in memory for a socket that is full: a page, so that what follows begins with a page again.</summary>
    private const int WaitingBytes = 4 * 1024;

    /// <summary>How much is read at a time where the system cannot send a file.</summary>
    private const int ReadBytes = 64 * 1024;

    private readonly Socket _socket;
    private readonly Func<Socket, BodyFile, int> _send;

    /// <summary>Whether the last brief wait was in vain: this reader does not keep up, and is waited for elsewhere at once the next time.</summary>
    private bool _isSlow;

    /// <param name="socket">The socket.</param>
    /// <param name="send">Sends the beginning of a part, as much as the socket takes at once, and tells how much that was.</param>
    public FileSender(Socket socket, Func<Socket, BodyFile, int> send)
    {
        _socket = socket;
        _send = send;
        // Whoever finds it full waits elsewhere.
        socket.Blocking = false;
    }

    /// <summary>Sends a part, all of it.</summary>
    /// <exception cref="SocketException">The connection is over, or the file has become shorter.</exception>
    public ValueTask SendAsync(BodyFile part)
    {
        if (!Thread.CurrentThread.IsThreadPoolThread)
        {
            return SendHeldAsync(part, isFull: false);
        }

        var rest = SendNow(part);
        return rest.Length == 0 ? ValueTask.CompletedTask : SendHeldAsync(rest, isFull: true);
    }

    /// <summary>
    /// Holds the file meanwhile: whoever opened it may have given up waiting and close it, and another file must not be sent in its place.
    /// </summary>
    private async ValueTask SendHeldAsync(BodyFile part, bool isFull)
    {
        var isHeld = false;
        part.File.DangerousAddRef(ref isHeld);
        try
        {
            await SendRestAsync(part, isFull);
        }
        finally
        {
            part.File.DangerousRelease();
        }
    }

    private async ValueTask SendRestAsync(BodyFile part, bool isFull)
    {
        while (part.Length > 0)
        {
            var rest = part;
            if (!isFull || IsReadySoon())
            {
                await SocketThread.EnterPoolAsync();
                rest = SendNow(part);
            }

            // Of a socket that is said to be ready and takes nothing, or a file that gives nothing, the other way tells why.
            var most = isFull ? WaitingBytes : ReadBytes;
            isFull = rest.Length < part.Length;
            part = isFull ? rest : await WaitAsync(part, most);
        }
    }

    private bool IsReadySoon()
    {
        var isReady = !_isSlow && BriefWait.TryWait(_socket);
        _isSlow = !_isSlow && !isReady;
        return isReady;
    }

    private BodyFile SendNow(BodyFile part) => After(part, _send(_socket, part));

    /// <summary>
    /// Waits as long as it takes, by the next bytes, which are read for that: the thread that finds the socket ready sends them from memory.
    /// </summary>
    private async ValueTask<BodyFile> WaitAsync(BodyFile part, int most)
    {
        await SocketThread.EnterPoolAsync();
        var buffer = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var wanted = buffer.AsMemory(0, Math.Min(most, part.Length));
            var count = RandomAccess.Read(part.File, wanted.Span, part.Offset);
            if (count == 0)
            {
                throw new SocketException((int)SocketError.NoData);
            }

            return After(part, await _socket.SendAsync(wanted[..count], SocketFlags.None));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static BodyFile After(BodyFile part, int sent) =>
        part with
        {
            Offset = part.Offset + sent,
            Length = part.Length - sent,
        };
}
