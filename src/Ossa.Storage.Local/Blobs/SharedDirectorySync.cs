using Ossa.Storage.Local.FileSystem;

namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// Syncs of one directory, shared: whoever waits while a sync runs is served by the next one together with all others that
/// came meanwhile. A failure is final: the system reports it once, to one caller, and a second sync would only seem to succeed.
/// </summary>
internal sealed class SharedDirectorySync(string path, IDiskSync sync)
{
    private readonly Lock _syncing = new();
    private long _asked;
    private long _served;
    private IOException? _failure;

    public string Path => path;

    public void Sync()
    {
        var ticket = Interlocked.Increment(ref _asked);
        lock (_syncing)
        {
            // A sync that began after this ticket was drawn has covered it.
            if (_served >= ticket)
            {
                return;
            }

            if (_failure is not null)
            {
                throw new IOException(_failure.Message, _failure);
            }

            var covered = Interlocked.Read(ref _asked);
            SyncOnce();
            _served = covered;
        }
    }

    private void SyncOnce()
    {
        try
        {
            sync.SyncDirectory(path);
        }
        catch (IOException failure)
        {
            _failure = failure;
            throw;
        }
    }
}
