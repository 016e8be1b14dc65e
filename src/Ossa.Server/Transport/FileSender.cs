using System.Buffers;
using System.Net.Sockets;
using Ossa.Engine;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>
/// Sends parts of files through a socket, which the system does without a copy. One at a time. Whoever sends on a thread that waits for sockets knows
/// that the part is in memory, or may be held up there; what the socket does not take at once is sent where that may be, as it may have to come from the disk by then.
/// </summary>
/// <param name="socket">The socket, which does not block.</param>
/// <param name="sender">Sends bytes through it.</param>
/// <param name="send">Sends the beginning of a part, as much as the socket takes at once, and tells how much that was.</param>
/// <param name="alone">Tells whether others are sent large files, too.</param>
internal sealed class FileSender(
    Socket socket,
    SocketSender sender,
    Func<Socket, BodyFile, int> send,
    LoneSending alone
)
{
    /// <summary>How much is read at a time where the system cannot send a file.</summary>
    private const int ReadBytes = 64 * 1024;

    /// <summary>Whether the last brief wait was in vain: this reader does not keep up, and is waited for elsewhere at once the next time.</summary>
    private bool _isSlow;

    /// <summary>Sends a part, all of it.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isMoreToCome">Whether more follows at once, with which the last bytes of this may go out.</param>
    /// <exception cref="SocketException">The connection is over, or the file has become shorter.</exception>
    public ValueTask SendAsync(BodyFile part, bool isMoreToCome)
    {
        // With BBR four readers of 100 MiB got a seventh less if each was held back.
        if (isMoreToCome && alone.IsAlone(socket))
        {
            sender.Cork();
        }
        else if (isMoreToCome)
        {
            sender.Uncork();
        }

        var rest = SendNow(part);
        if (rest.Length > 0)
        {
            return SendHeldAsync(rest, isMoreToCome);
        }

        End(isMoreToCome);
        return ValueTask.CompletedTask;
    }

    private void End(bool isMoreToCome)
    {
        if (!isMoreToCome)
        {
            sender.Uncork();
        }
    }

    /// <summary>
    /// Holds the file meanwhile: whoever opened it may have given up waiting and close it, and another file must not be sent in its place.
    /// </summary>
    private async ValueTask SendHeldAsync(BodyFile part, bool isMoreToCome)
    {
        var isHeld = false;
        part.File.DangerousAddRef(ref isHeld);
        try
        {
            await SendRestAsync(part);
            End(isMoreToCome);
        }
        finally
        {
            part.File.DangerousRelease();
        }
    }

    private async ValueTask SendRestAsync(BodyFile part)
    {
        await EngineThread.EnterAsync();
        while (part.Length > 0)
        {
            if (!IsReadySoon())
            {
                await sender.WaitForRoomAsync();
            }

            var rest = SendNow(part);
            // Of a socket that is said to be ready and takes nothing, or a file that gives nothing, the other way tells why.
            part = rest.Length < part.Length ? rest : await CopyAsync(part);
        }
    }

    private bool IsReadySoon()
    {
        var isReady = !_isSlow && BriefWait.TryWait(socket);
        _isSlow = !_isSlow && !isReady;
        return isReady;
    }

    private BodyFile SendNow(BodyFile part)
    {
        var sent = send(socket, part);
        sender.Count(sent);
        return After(part, sent);
    }

    /// <summary>Sends some of it as it sends other bytes.</summary>
    private async ValueTask<BodyFile> CopyAsync(BodyFile part)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            var wanted = buffer.AsMemory(0, Math.Min(ReadBytes, part.Length));
            var count = RandomAccess.Read(part.File, wanted.Span, part.Offset);
            if (count == 0)
            {
                throw new SocketException((int)SocketError.NoData);
            }

            await sender.SendAsync(wanted[..count]);
            return After(part, count);
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
