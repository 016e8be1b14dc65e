using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Tests.Storage.Local;

/// <summary>A disk that notes what is done to a file past the page cache, and refuses it, fails or holds it up on demand.</summary>
internal sealed class DirectDisk : IDiskSync, IDisposable
{
    private readonly IDiskSync _usual = LocalEngine.UsualDiskSync();
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];
    private readonly List<long> _begun = [];
    private int _writes;

    /// <summary>Whether files cannot be written to past the page cache.</summary>
    public bool Refuses { get; init; }

    /// <summary>The write, counted from 1, that fails after its first half, with <see cref="Errno"/>.</summary>
    public int FailsAt { get; init; }

    public int Errno { get; init; }

    /// <summary>Writes wait for it.</summary>
    public ManualResetEventSlim Go { get; } = new(initialState: true);

    /// <summary>Set once a write has begun.</summary>
    public ManualResetEventSlim IsWriting { get; } = new();

    /// <summary>What was done, but for <see cref="IDiskSync.BeginSync"/> and directories, and past the cache where that was written.</summary>
    public IReadOnlyList<string> TakeCalls()
    {
        lock (_gate)
        {
            string[] taken = [.. _calls];
            _calls.Clear();
            return taken;
        }
    }

    /// <summary>Where it was told to begin with what was written.</summary>
    public IReadOnlyList<long> TakeBegun()
    {
        lock (_gate)
        {
            long[] taken = [.. _begun];
            _begun.Clear();
            return taken;
        }
    }

    public bool TryBypassCache(SafeFileHandle file)
    {
        Note("bypass");
        return !Refuses;
    }

    public void WriteDirect(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        Note($"{offset}");
        IsWriting.Set();
        Go.Wait(TimeSpan.FromSeconds(30));
        if (Interlocked.Increment(ref _writes) == FailsAt)
        {
            _usual.WriteDirect(file, bytes[..(bytes.Length / 2)], offset);
            throw new IOException("The disk fails.", Errno);
        }

        _usual.WriteDirect(file, bytes, offset);
    }

    public void UseCache(SafeFileHandle file) => Note("use");

    public void BeginSync(SafeFileHandle file, long offset, long length)
    {
        lock (_gate)
        {
            _begun.Add(offset);
        }
    }

    public void SyncFile(SafeFileHandle file)
    {
        Note("sync");
        _usual.SyncFile(file);
    }

    public void SyncDirectory(string path) => _usual.SyncDirectory(path);

    public void Dispose()
    {
        Go.Dispose();
        IsWriting.Dispose();
    }

    private void Note(string call)
    {
        lock (_gate)
        {
            _calls.Add(call);
        }
    }
}
