using Microsoft.Win32.SafeHandles;
using Ossa.Simulation.Randomness;
using Ossa.Storage.Local;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Simulation.Faults;

/// <summary>A disk below the embedded engine whose syncs, and writes past the page cache, are slow and fail, each failure being told once, and which is full at times.</summary>
internal sealed class FaultyDisk(Dice dice) : IDiskSync
{
    private const int SyncsBetweenErrors = 150;
    private const int WritesBetweenErrors = 150;
    private const int CommitsBetweenErrors = 150;
    private const int IoErrno = 5;

    /// <summary>Room for all; short; room for deletions only; none. In between it stays for some calls as it is.</summary>
    private static readonly long[] Rooms = [1L << 40, 1L << 40, 1L << 40, 100L << 20, 20L << 20, 0];

    private readonly IDiskSync _usual = LocalEngine.UsualDiskSync();
    private readonly Lock _gate = new();
    private long _room = Rooms[0];

    /// <summary>For LocalEngineOptions.BeforeCommit.</summary>
    public void BeforeCommit() => WaitOrFail(CommitsBetweenErrors, "the log");

    /// <summary>For LocalEngineOptions.FreeSpace.</summary>
    public long AvailableBytes()
    {
        lock (_gate)
        {
            return _room = dice.OneIn(10) ? dice.Pick(Rooms) : _room;
        }
    }

    public bool TryBypassCache(SafeFileHandle file) => _usual.TryBypassCache(file);

    public void WriteDirect(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        WaitOrFail(WritesBetweenErrors, "a piece of a file");
        _usual.WriteDirect(file, bytes, offset);
    }

    public void UseCache(SafeFileHandle file) => _usual.UseCache(file);

    public void SyncFile(SafeFileHandle file) => WaitOrFail(SyncsBetweenErrors, "a file");

    public void SyncDirectory(string path) => WaitOrFail(SyncsBetweenErrors, path);

    private void WaitOrFail(int oneIn, string what)
    {
        int microseconds;
        bool fails;
        lock (_gate)
        {
            microseconds = dice.OneIn(10) ? dice.Below(5_000) : dice.Below(200);
            fails = dice.OneIn(oneIn);
        }
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromMicroseconds(microseconds));
        if (fails)
        {
            throw new IOException($"A fault of the simulation: {what} did not reach the disk.", IoErrno);
        }
    }
}
