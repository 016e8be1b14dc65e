using Ossa.Storage;

namespace Ossa.Engine.Garbage;

/// <summary>
/// What one pass through a queue came to know of manifests. Another pass at once makes sense only where one was freed that others waited
/// for; going on for as long as there is anything would never end in a bucket that is being written to.
/// </summary>
internal sealed class CollectorPass
{
    private readonly HashSet<BlobId> _freed = [];
    private readonly HashSet<BlobId> _awaited = [];

    /// <summary>Whether something that was left can be freed now.</summary>
    public bool HasMadeRoom => _awaited.Overlaps(_freed);

    /// <summary>Says that a manifest was left, since this earlier one is in the queue still.</summary>
    public void Waits(BlobId earlier) => _awaited.Add(earlier);

    /// <summary>Says that a manifest was freed.</summary>
    public void Frees(BlobId manifest) => _freed.Add(manifest);
}
