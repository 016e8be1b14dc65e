using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Ossa.Server.Transport;
using Prometheus;

namespace Ossa.Server.Repeating;

/// <summary>
/// Keeps bodies of answers in files that are nothing but memory (memfd): the system sends them like any file, without a copy. For 64 KiB that was a fifth of the server's CPU time, and its
/// readers, who have to free what a body was copied to, took less as well.
/// </summary>
internal sealed partial class MemoryBodies
{
    /// <summary>A shorter body is as soon copied, since one from a file takes a call of the system more: 32 readers of 16 KiB got a sixth less, of 32 KiB as much, of 48 KiB a seventh more.</summary>
    public const int MinBytes = 48 * 1024;

    /// <summary>How many are kept at most, each in an open file.</summary>
    public const int MaxCount = 1024;

    /// <summary>Where a process may have fewer open files than this all are left to connections and to the store.</summary>
    private const int MinOpenFiles = 8 * MaxCount;

    private const uint CloseOnExec = 1;
    private const int OpenFilesLimit = 7;

    /// <summary>Whether any are kept on this system.</summary>
    public static readonly bool AreAllowed =
        SocketPoll.IsAvailable && GetLimit(OpenFilesLimit, out var limit) == 0 && limit.Soft >= MinOpenFiles;

    private readonly Gauge _kept;
    private readonly long _leastBytes;
    private int _count;

    /// <param name="maxBytes">How much memory all answers may take. None counts for less than its share, so that those that are kept are never too many.</param>
    /// <param name="registry">Where they are counted.</param>
    public MemoryBodies(long maxBytes, CollectorRegistry registry)
    {
        _leastBytes = maxBytes / MaxCount;
        _kept = Prometheus
            .Metrics.WithCustomRegistry(registry)
            .CreateGauge(
                "ossa_http_answer_bodies",
                "Bodies of repeated downloads that are kept, each in an open file of memory."
            );
    }

    /// <summary>Keeps a body until it is disposed of; null where it is short, there are many already, or the system allows no such files or has no memory for one.</summary>
    public MemoryBody? TryKeep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < MinBytes || !AreAllowed)
        {
            return null;
        }

        var file = Interlocked.Increment(ref _count) <= MaxCount ? TryCreate(bytes) : null;
        if (file is null)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        _kept.Inc();
        return new MemoryBody(file, bytes.Length, _leastBytes, this);
    }

    /// <summary>One is kept no longer.</summary>
    public void Release()
    {
        Interlocked.Decrement(ref _count);
        _kept.Dec();
    }

    private static SafeFileHandle? TryCreate(ReadOnlySpan<byte> bytes)
    {
        var number = Create("ossa-body", CloseOnExec);
        if (number < 0)
        {
            return null;
        }

        var file = new SafeFileHandle(number, ownsHandle: true);
        if (Write(file, bytes, (nuint)bytes.Length) == bytes.Length)
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, nuint length);

    private readonly record struct Limit(ulong Soft, ulong Hard);
}
