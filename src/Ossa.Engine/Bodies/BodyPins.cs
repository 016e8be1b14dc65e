using System.Collections.Concurrent;
using Ossa.Storage;

namespace Ossa.Engine.Bodies;

/// <summary>
/// Which bodies of several pieces are being read in this process. Such a body is opened piece by piece, so that the collector must not
/// take it apart meanwhile. Either readers have it or the collector, never both.
/// </summary>
internal sealed class BodyPins
{
    private const int Collecting = -1;

    private readonly ConcurrentDictionary<BlobId, int> _readers = new();

    /// <summary>Keeps a body whole until <see cref="Unpin"/>; false when it is being taken apart already.</summary>
    public bool TryPin(BlobId id) => _readers.AddOrUpdate(id, 1, static (_, count) => Pinned(count)) != Collecting;

    /// <summary>Ends one reading.</summary>
    public void Unpin(BlobId id)
    {
        while (_readers.TryGetValue(id, out var count))
        {
            var done =
                count == 1
                    ? _readers.TryRemove(new KeyValuePair<BlobId, int>(id, 1))
                    : _readers.TryUpdate(id, count - 1, count);
            if (done)
            {
                return;
            }
        }
    }

    /// <summary>Keeps readers away from a body until <see cref="Collected"/>; false while there are some.</summary>
    public bool TryCollect(BlobId id) => _readers.TryAdd(id, Collecting);

    /// <summary>Ends the taking apart.</summary>
    public void Collected(BlobId id) => _readers.TryRemove(new KeyValuePair<BlobId, int>(id, Collecting));

    private static int Pinned(int count) => count == Collecting ? Collecting : count + 1;
}
