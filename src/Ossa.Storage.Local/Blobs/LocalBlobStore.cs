using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// Blobs as files under their final random names. A file is there for others once its trailer, its data and its name are on the
/// disk; what a crash leaves before that is listed, so that it can be removed as something no record points to.
/// </summary>
internal sealed class LocalBlobStore(
    string root,
    IDiskSync sync,
    DirectWriters direct,
    WriteGate writes,
    FreeSpace space,
    TimeProvider time
) : IBlobStore
{
    private const FileShare Everyone = FileShare.ReadWrite | FileShare.Delete;

    private readonly BlobDirectories _directories = new(root, sync);
    private readonly VerifiedFiles _verified = new(time);
    private readonly OpenFiles _open = new();
    private readonly ConcurrentDictionary<BlobId, bool> _unfinished = new();

    private readonly CacheCounter _stillOpen = new("open_blobs");

    public IReadOnlyList<CacheCounter> Caches => [_stillOpen, _verified.Counter];

    /// <summary>Closed while a backup notes which files there are.</summary>
    public BlobGate Gate { get; } = new();

    public async ValueTask<IBlobWriter> CreateAsync(BlobId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        writes.ThrowIfReadOnly();
        space.RequireForData(0);
        await Gate.EnterAsync(cancellationToken);
        _unfinished[id] = true;
        try
        {
            var path = _directories.PathOf(id);
            var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, Everyone);
            return new LocalBlobWriter(this, id, file, direct, space);
        }
        catch (Exception error)
        {
            _unfinished.TryRemove(id, out _);
            if (error is IOException failure && DiskFull.Caused(failure))
            {
                throw Full(failure);
            }

            throw;
        }
        finally
        {
            Gate.Leave();
        }
    }

    public ValueTask<IBlobReader?> OpenAsync(BlobId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var open = FindOpen(id);
        _stillOpen.Count(open is not null);
        return open is null ? OpenNewAsync(id, cancellationToken) : new(open);
    }

    /// <summary>
    /// A file that is open, and that still has its name: of what is open a local file system keeps the name in memory, so that nobody waits for the disk.
    /// A file that somebody else has changed, removed or replaced is opened anew.
    /// </summary>
    public IBlobReader? FindOpen(BlobId id)
    {
        if (_open.Find(id) is not { } file)
        {
            return null;
        }

        var isTaken = false;
        try
        {
            var known = file.Known;
            if (FileStamp.Of(_directories.PathOf(id)) != known.Stamp || _verified.Find(id, known.Stamp) != known)
            {
                _open.Drop(file);
                return null;
            }

            var reader = new LocalBlobReader(id, file);
            isTaken = true;
            return reader;
        }
        finally
        {
            if (!isTaken)
            {
                file.Leave();
            }
        }
    }

    /// <remarks>
    /// A read-only store deletes nothing: the write that failed may turn out to have been written after all, and with it a
    /// record that points to these blobs. The directory of a file that is gone already is synced all the same: whoever removed it may
    /// have been killed before the sync.
    /// </remarks>
    public async ValueTask DeleteAsync(IReadOnlyCollection<BlobId> ids, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Gate.EnterAsync(cancellationToken);
        try
        {
            writes.ThrowIfReadOnly();
            foreach (var id in ids)
            {
                File.Delete(_directories.PathOf(id));
                _verified.Remove(id);
                _open.Remove(id);
            }
        }
        finally
        {
            Gate.Leave();
        }

        await SyncingAsync(() => SyncNames(ids));
    }

    /// <summary>
    /// The files of all finished blobs, directory by directory. Only while the gate is closed are these all that there are: what is
    /// unfinished then is in no record.
    /// </summary>
    public IEnumerable<string> FinishedFiles() =>
        _directories.List().Where(id => !_unfinished.ContainsKey(id)).Select(_directories.PathOf);

    public async IAsyncEnumerable<BlobId> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var id in _directories.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_unfinished.ContainsKey(id))
            {
                yield return id;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _open.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static StoreFullException Full(IOException error) => new("The disk is full.", error);

    /// <summary>Has the disk begin with a part of a file that will be brought there.</summary>
    internal void BeginSync(SafeFileHandle file, long offset, long length) => sync.BeginSync(file, offset, length);

    /// <summary>Brings a file and its name to the disk, and lets others see it.</summary>
    internal async Task MakeDurableAsync(BlobId id, SafeFileHandle file)
    {
        writes.ThrowIfReadOnly();
        await SyncingAsync(() => SyncFileAndName(id, file));
        _unfinished.TryRemove(id, out _);
    }

    /// <summary>Removes a file that was never completed. Whoever gives its name up deletes the blob first, and so syncs this too.</summary>
    internal async ValueTask AbandonAsync(BlobId id)
    {
        await Gate.EnterAsync(CancellationToken.None);
        try
        {
            File.Delete(_directories.PathOf(id));
            _unfinished.TryRemove(id, out _);
        }
        finally
        {
            Gate.Leave();
        }
    }

    private void SyncFileAndName(BlobId id, SafeFileHandle file)
    {
        try
        {
            sync.SyncFile(file);
        }
        catch (IOException error) when (DiskFull.Caused(error))
        {
            // Only this file is concerned, and it goes away.
            throw Full(error);
        }
        catch (IOException error)
        {
            throw writes.Close(error);
        }

        SyncNames([id]);
    }

    private void SyncNames(IReadOnlyCollection<BlobId> ids)
    {
        try
        {
            _directories.SyncNames(ids);
        }
        catch (IOException error)
        {
            throw writes.Close(error);
        }
    }

    /// <summary>A sync may take long, so it gets a thread of its own rather than one that requests wait for.</summary>
    private static Task SyncingAsync(Action syncs) =>
        Task.Factory.StartNew(syncs, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private async ValueTask<IBlobReader?> OpenNewAsync(BlobId id, CancellationToken cancellationToken)
    {
        await BlockingThread.EnterAsync();
        cancellationToken.ThrowIfCancellationRequested();
        var removed = _open.Removed;
        if (_unfinished.ContainsKey(id) || OpenHandle(id) is not { } handle)
        {
            // Nobody tells when a file comes.
            ReadSet.Current?.Add(null);
            return null;
        }

        try
        {
            var stamp = FileStamp.Of(handle);
            var again = _verified.Find(id, stamp);
            _verified.Counter.Count(again is not null);
            var known = again ?? _verified.Add(stamp, ReadTrailer(id, handle, stamp.Length));
            var file = new OpenFile(handle, known);
            var reader = new LocalBlobReader(id, file);
            // One that is read for the first time is not kept, or whoever reads all once would push out what is read all the time.
            if (again is not null && FileLock.TryRelease(handle))
            {
                _open.Keep(file, removed);
            }

            return reader;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private SafeFileHandle? OpenHandle(BlobId id)
    {
        try
        {
            var path = _directories.PathOf(id);
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, Everyone);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static BlobTrailer ReadTrailer(BlobId id, SafeFileHandle file, long fileLength)
    {
        var bytes = new byte[BlobTrailer.Bytes];
        var count = RandomAccess.Read(file, bytes, Math.Max(0, fileLength - BlobTrailer.Bytes));
        var trailer =
            BlobTrailer.Read(bytes.AsSpan(0, count))
            ?? throw new DamagedBlobException(id, "its end is missing or has changed.");
        if (trailer.Id != id)
        {
            throw new DamagedBlobException(id, $"the file holds blob {trailer.Id}.");
        }

        if (trailer.FileLength != fileLength)
        {
            throw new DamagedBlobException(id, $"the file has {fileLength} bytes instead of {trailer.FileLength}.");
        }

        return trailer;
    }
}
