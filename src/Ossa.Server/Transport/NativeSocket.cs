using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>What a socket takes and gives at once: calls of Linux that never wait.</summary>
internal static partial class NativeSocket
{
    /// <summary>What <see cref="Receive"/> gives where nothing has come, and <see cref="Send(Socket, ReadOnlySpan{byte}, bool)"/> where there is no room.</summary>
    public const int NotReady = -1;

    private const string Library = "libc";
    private const int Tcp = 6;
    private const int TcpCork = 3;
    private const int DoNotWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int MoreFollows = 0x8000;
    private const int Interrupted = 4;
    private const int TryAgain = 11;
    private const int BrokenPipe = 32;
    private const int ConnectionReset = 104;
    private const int TimedOut = 110;

    /// <summary>Receives what has come; 0 is the end of it.</summary>
    /// <exception cref="SocketException">The connection is over.</exception>
    public static int Receive(Socket socket, Span<byte> room)
    {
        var count = Receive(socket.SafeHandle, room, (nuint)room.Length, DoNotWait);
        return count >= 0 ? (int)count : NotReadyOr(Marshal.GetLastPInvokeError());
    }

    /// <summary>Sends the beginning of some bytes, and tells how many went.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="isMoreToCome">Whether others follow at once, with which the last of these may go out.</param>
    /// <exception cref="SocketException">The connection is over.</exception>
    public static int Send(Socket socket, ReadOnlySpan<byte> bytes, bool isMoreToCome)
    {
        var flags = DoNotWait | NoSignal | (isMoreToCome ? MoreFollows : 0);
        var count = Send(socket.SafeHandle, bytes, (nuint)bytes.Length, flags);
        return count >= 0 ? (int)count : NotReadyOr(Marshal.GetLastPInvokeError());
    }

    /// <summary>
    /// Sends the beginning of a part of a file through a socket that does not block, and tells how many bytes went. .NET would ask for the size and the place
    /// of the file each time, which was a fifth of the CPU time of 1 MiB.
    /// </summary>
    public static int Send(Socket socket, BodyFile part)
    {
        var (offset, sent) = (part.Offset, 0);
        while (sent < part.Length)
        {
            var count = SendFile(socket.SafeHandle, part.File, ref offset, part.Length - sent);
            if (count <= 0)
            {
                break;
            }

            sent += (int)count;
        }

        return sent;
    }

    /// <summary>Has a socket hold back, for a fifth of a second at most, what does not fill a segment; or send it, and all that comes, at once.</summary>
    /// <exception cref="SocketException">The socket is of another kind.</exception>
    public static void Cork(Socket socket, bool isCorked)
    {
        if (SetOption(socket.SafeHandle, Tcp, TcpCork, isCorked ? 1 : 0, sizeof(int)) < 0)
        {
            throw new SocketException((int)SocketError.ProtocolOption, Marshal.GetLastPInvokeErrorMessage());
        }
    }

    private static int NotReadyOr(int error) =>
        error is TryAgain or Interrupted
            ? NotReady
            : throw new SocketException(
                (int)(
                    error switch
                    {
                        BrokenPipe or ConnectionReset => SocketError.ConnectionReset,
                        TimedOut => SocketError.TimedOut,
                        _ => SocketError.SocketError,
                    }
                ),
                Marshal.GetPInvokeErrorMessage(error)
            );

    [LibraryImport(Library, EntryPoint = "setsockopt", SetLastError = true)]
    private static partial int SetOption(SafeSocketHandle socket, int level, int name, in int value, uint length);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(SafeSocketHandle socket, Span<byte> room, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(SafeSocketHandle socket, ReadOnlySpan<byte> bytes, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "sendfile", SetLastError = true)]
    private static partial nint SendFile(SafeSocketHandle socket, SafeFileHandle file, ref long offset, nint count);
}
