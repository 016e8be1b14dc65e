namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// Remembers which blocks were verified, so that a second reading need not do it again. Bounded in number, and every entry expires, so
/// that damage on the disk is found in time even in files that are read all day.
/// </summary>
internal sealed class VerifiedFiles(TimeProvider time)
{
    private const int MaxFiles = 4096;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<BlobId, VerifiedFile> _files = [];
    private readonly Queue<VerifiedFile> _oldestFirst = new();

    /// <summary>How often a file that was opened was known.</summary>
    public CacheCounter Counter { get; } = new("verified_blobs");

    /// <summary>What is known of a file, unless that is too old or the file has changed since.</summary>
    public VerifiedFile? Find(BlobId id, FileStamp stamp)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(id, out var known))
            {
                return null;
            }

            if (known.Stamp == stamp && known.Expires > time.GetUtcNow())
            {
                return known;
            }

            _files.Remove(id);
            return null;
        }
    }

    public VerifiedFile Add(FileStamp stamp, BlobTrailer trailer)
    {
        var added = new VerifiedFile(stamp, trailer, time.GetUtcNow() + Lifetime);
        lock (_gate)
        {
            _files[trailer.Id] = added;
            _oldestFirst.Enqueue(added);
            if (_oldestFirst.Count > MaxFiles)
            {
                Drop(_oldestFirst.Dequeue());
            }
        }
        return added;
    }

    public void Remove(BlobId id)
    {
        lock (_gate)
        {
            _files.Remove(id);
        }
    }

    private void Drop(VerifiedFile oldest)
    {
        var id = oldest.Trailer.Id;
        if (_files.TryGetValue(id, out var known) && ReferenceEquals(known, oldest))
        {
            _files.Remove(id);
        }
    }
}
