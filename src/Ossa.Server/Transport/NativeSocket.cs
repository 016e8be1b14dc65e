using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>
/// Sends what a socket takes at once, by two calls of Linux that .NET does not offer: the begin of an answer together with what follows, and parts of files
/// without asking for their size and place each time. Of 1 MiB at a time that was a fifth of the CPU time. What is not sent, for whatever reason, is
/// left to whoever can wait and can tell errors.
/// </summary>
internal static partial class NativeSocket
{
    private const string Library = "libc";
    private const int DoNotWait = 0x40;
    private const int NoSignal = 0x4000;
    private const int MoreFollows = 0x8000;

    /// <summary>Only there is the place in a file as wide as it is declared here.</summary>
    private static readonly bool IsThere = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Sends the beginning of bytes after which others come at once, and tells how many went.</summary>
    public static int SendBeforeMore(Socket socket, ReadOnlySpan<byte> bytes) =>
        IsThere
            ? (int)Math.Max(0, Send(socket.SafeHandle, bytes, (nuint)bytes.Length, DoNotWait | NoSignal | MoreFollows))
            : 0;

    /// <summary>Sends the beginning of a part of a file through a socket that does not block, and tells how many bytes went.</summary>
    public static int Send(Socket socket, BodyFile part)
    {
        var (offset, sent) = (part.Offset, 0);
        while (IsThere && sent < part.Length)
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

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(SafeSocketHandle socket, ReadOnlySpan<byte> bytes, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "sendfile", SetLastError = true)]
    private static partial nint SendFile(SafeSocketHandle socket, SafeFileHandle file, ref long offset, nint count);
}
