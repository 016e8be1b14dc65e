namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// Keeps files that are read again open, so that reading one needs no thread that may wait for the disk: to change threads and to open the file took a
/// tenth of the time of 1 MiB. Bounded in number; a file that is deleted is let go at once, as it would keep its space.
/// </summary>
internal sealed class OpenFiles : IDisposable
{
    private const int MaxFiles = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<BlobId, LinkedListNode<OpenFile>> _files = [];
    private readonly LinkedList<OpenFile> _latestFirst = new();
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
            return node.Value.Join();
        }
    }

    /// <summary>Keeps a file in the place of one that was opened before. Whoever opened it has to leave it as before.</summary>
    /// <param name="file">The file.</param>
    /// <param name="removed">How many had been removed before it was opened. If there are more now, it may be one of them, and is not kept.</param>
    public void Keep(OpenFile file, long removed)
    {
        OpenFile? before;
        OpenFile? oldest = null;
        lock (_gate)
        {
            if (removed != _removed)
            {
                return;
            }

            before = Take(IdOf(file));
            _files[IdOf(file)] = _latestFirst.AddFirst(file.Join());
            if (_files.Count > MaxFiles)
            {
                oldest = Take(IdOf(_latestFirst.Last!.Value));
            }
        }

        before?.Leave();
        oldest?.Leave();
    }

    /// <summary>The blob is deleted.</summary>
    public void Remove(BlobId id)
    {
        OpenFile? file;
        lock (_gate)
        {
            _removed++;
            file = Take(id);
        }

        file?.Leave();
    }

    /// <summary>A file has lost its name to another one, or is not to be trusted any more. Whoever found it has to leave it as before.</summary>
    public void Drop(OpenFile file)
    {
        bool isKept;
        lock (_gate)
        {
            isKept = _files.TryGetValue(IdOf(file), out var node) && node.Value == file;
            if (isKept)
            {
                Take(IdOf(file));
            }
        }

        if (isKept)
        {
            file.Leave();
        }
    }

    public void Dispose()
    {
        OpenFile[] all;
        lock (_gate)
        {
            // Nothing is kept that is still being opened.
            _removed++;
            all = [.. _latestFirst];
            _latestFirst.Clear();
            _files.Clear();
        }

        Array.ForEach(all, file => file.Leave());
    }

    private static BlobId IdOf(OpenFile file) => file.Known.Trailer.Id;

    /// <summary>To be left once nobody waits for the lock.</summary>
    private OpenFile? Take(BlobId id)
    {
        if (!_files.Remove(id, out var node))
        {
            return null;
        }

        _latestFirst.Remove(node);
        return node.Value;
    }
}
