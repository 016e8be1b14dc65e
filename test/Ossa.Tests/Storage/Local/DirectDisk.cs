using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Tests.Storage.Local;

/// <summary>The usual disk, which notes what is done to a file, and may refuse to be written to past the page cache.</summary>
internal sealed class DirectDisk : IDiskSync
{
    private readonly IDiskSync _usual = LocalEngine.UsualDiskSync();
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];

    public bool Refuses { get; init; }

    public IReadOnlyList<string> TakeCalls()
    {
        lock (_gate)
        {
            string[] taken = [.. _calls];
            _calls.Clear();
            return taken;
        }
    }

    /// <summary>True wherever the test did not ask for a refusal: what follows must be right even where the file system only seems to do it.</summary>
    public bool TryBypassCache(SafeFileHandle file)
    {
        Note("bypass");
        if (!Refuses)
        {
            _usual.TryBypassCache(file);
        }

        return !Refuses;
    }

    public void UseCache(SafeFileHandle file)
    {
        Note("use");
        // Where it could not be bypassed this fails.
        if (_usual.TryBypassCache(file))
        {
            _usual.UseCache(file);
        }
    }

    public void BeginSync(SafeFileHandle file, long offset, long length) => Note("begin");

    public void SyncFile(SafeFileHandle file)
    {
        Note("sync");
        _usual.SyncFile(file);
    }

    public void SyncDirectory(string path) => _usual.SyncDirectory(path);

    private void Note(string call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }
}
