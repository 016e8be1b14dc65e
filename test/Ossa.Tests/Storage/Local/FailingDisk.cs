using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Tests.Storage.Local;

/// <summary>A disk that notes what is synced and fails on demand.</summary>
internal sealed class FailingDisk : IDiskSync
{
    private readonly Lock _gate = new();
    private readonly List<string> _synced = [];

    public IOException? FileError { get; set; }

    public IOException? DirectoryError { get; set; }

    public IReadOnlyList<string> TakeSynced()
    {
        lock (_gate)
        {
            string[] taken = [.. _synced];
            _synced.Clear();
            return taken;
        }
    }

    /// <summary>What it was told to begin with: how much was synced before, and where that begins and ends.</summary>
    public List<(int Synced, long From, long To)> Begun { get; } = [];

    public void BeginSync(SafeFileHandle file, long offset, long length)
    {
        lock (_gate)
        {
            Begun.Add((_synced.Count, offset, offset + length));
        }
    }

    public void SyncFile(SafeFileHandle file) => Sync("file", FileError);

    public void SyncDirectory(string path) => Sync(Path.GetFileName(path), DirectoryError);

    private void Sync(string what, IOException? error)
    {
        lock (_gate)
        {
            _synced.Add(what);
        }

        if (error is not null)
        {
            throw error;
        }
    }
}
