using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// Keeps files that are read again open, so that reading one needs no thread that may wait for the disk: to change threads and to open the file took a
/// tenth of the time of 1 MiB. Bounded in number; a file that is deleted is let go at once, as it would keep its space.
/// </summary>
internal sealed class OpenFiles : IDisposable
{
    private const int MaxFiles = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<BlobId, LinkedListNode<(BlobId Id, OpenFile File)>> _files = [];
    private readonly LinkedList<(BlobId Id, OpenFile File)> _latestFirst = new();
    private long _removed;

    /// <summary>How many were removed so far: what is opened has to know it from before.</summary>
    public long Removed
    {
        get
        {
            lock (_gate)
            {
                return _removed;
            }
        }
    }

    /// <summary>An open file, which whoever asks for it has to leave; null where it is not open.</summary>
    public OpenFile? Find(BlobId id)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(id, out var node))
            {
                return null;
            }

            _latestFirst.Remove(node);
            _latestFirst.AddFirst(node);
            return node.Value.File.Join();
        }
    }

    /// <summary>Takes a file in the place of one that was opened before, and gives it to whoever opened it, who has to leave it.</summary>
    /// <param name="id">The blob.</param>
    /// <param name="handle">The file.</param>
    /// <param name="removed">How many had been removed before it was opened. If there are more now, it may be one of them, and is not kept.</param>
    public OpenFile Add(BlobId id, SafeFileHandle handle, long removed)
    {
        var file = new OpenFile(handle);
        lock (_gate)
        {
            if (removed == _removed)
            {
                Drop(id);
                _files[id] = _latestFirst.AddFirst((id, file.Join()));
                if (_files.Count > MaxFiles)
                {
                    Drop(_latestFirst.Last!.Value.Id);
                }
            }
        }

        return file;
    }

    /// <summary>The blob is deleted.</summary>
    public void Remove(BlobId id)
    {
        lock (_gate)
        {
            _removed++;
            Drop(id);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            // Nothing is kept that is still being opened.
            _removed++;
            while (_latestFirst.Last is { Value.Id: var id })
            {
                Drop(id);
            }
        }
    }

    private void Drop(BlobId id)
    {
        if (_files.Remove(id, out var node))
        {
            _latestFirst.Remove(node);
            node.Value.File.Leave();
        }
    }
}
