using Ossa.Storage;

namespace Ossa.Engine;

/// <summary>What some work reads of the store, for those above the engine, who do not know storage.</summary>
public sealed class StoreReads
{
    private readonly ReadSet _set = ReadSet.Begin();

    private StoreReads() { }

    /// <summary>
    /// Whether reading all of it again would give the same. A change shows from before it is made. Never true where something was read that the
    /// store tells nothing of later, such as a listing or a file, and in stores in memory.
    /// </summary>
    public bool Holds => _set.Holds;

    /// <summary>Whether it may turn out to hold; never again once something was read that the store tells nothing of later.</summary>
    public bool MayHold => _set.MayHold;

    /// <summary>How much memory this takes at most, with all of those rows. Known once it has ended.</summary>
    public long Bytes => _set.Bytes;

    /// <summary>Begins with what the calling asynchronous method and those that it calls read from now on.</summary>
    public static StoreReads Begin() => new();

    /// <summary>Ends it; what is read from now on belongs to other work.</summary>
    public void End() => _set.End();
}
