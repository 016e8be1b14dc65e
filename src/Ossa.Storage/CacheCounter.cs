namespace Ossa.Storage;

/// <summary>Counts how often a cache had what was asked for.</summary>
/// <param name="name">What it keeps, as figures name it.</param>
public sealed class CacheCounter(string name)
{
    private long _hits;
    private long _misses;

    /// <summary>What it keeps.</summary>
    public string Name => name;

    /// <summary>How often it had it.</summary>
    public long Hits => Volatile.Read(ref _hits);

    /// <summary>How often it had to be made or read.</summary>
    public long Misses => Volatile.Read(ref _misses);

    /// <summary>Counts one question.</summary>
    public void Count(bool isHit) => Interlocked.Increment(ref isHit ? ref _hits : ref _misses);
}
