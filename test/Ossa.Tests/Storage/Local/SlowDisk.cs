using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Tests.Storage.Local;

/// <summary>A disk whose directory syncs wait for the test.</summary>
internal sealed class SlowDisk : IDiskSync, IDisposable
{
    private int _syncs;

    public ManualResetEventSlim Started { get; } = new();

    public ManualResetEventSlim Go { get; } = new();

    public int Syncs => _syncs;

    /// <summary>What the first sync fails with; like a real disk, it tells of the failure only once.</summary>
    public IOException? FirstError { get; init; }

    public void SyncFile(SafeFileHandle file) { }

    public void SyncDirectory(string path)
    {
        var number = Interlocked.Increment(ref _syncs);
        Started.Set();
        Go.Wait(TimeSpan.FromSeconds(30));
        if (number == 1 && FirstError is not null)
        {
            throw FirstError;
        }
    }

    public void Dispose()
    {
        Started.Dispose();
        Go.Dispose();
    }
}
