using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Ossa.Engine.Bodies;

namespace Ossa.Server.Transport;

/// <summary>Tells what parts of files the system has in its memory, so that nobody waits for the disk who sends them (cachestat, Linux 6.5).</summary>
internal static partial class PageCache
{
    /// <summary>The same number on all machines.</summary>
    private const nint CacheStat = 451;

    /// <summary>
    /// Whether all of a part is in memory, or on its way there; false also where the system does not tell. It may be gone the next moment, which is rare.
    /// </summary>
    public static bool Holds(BodyFile part)
    {
        if (!SocketPoll.IsAvailable)
        {
            return false;
        }

        var range = new FileRange((ulong)part.Offset, (ulong)part.Length);
        var error = Call(CacheStat, part.File, range, out var pages, flags: 0);
        var first = part.Offset / Environment.SystemPageSize;
        var last = (part.Offset + part.Length - 1) / Environment.SystemPageSize;
        return error == 0 && pages.Cached > (ulong)(last - first);
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Call(
        nint number,
        SafeFileHandle file,
        in FileRange range,
        out PageCounts pages,
        uint flags
    );

    private readonly record struct FileRange(ulong Offset, ulong Length);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct PageCounts
    {
        public readonly ulong Cached;
        public readonly ulong Dirty;
        public readonly ulong Written;
        public readonly ulong Evicted;
        public readonly ulong RecentlyEvicted;
    }
}
