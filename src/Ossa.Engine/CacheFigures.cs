using Ossa.Storage;

namespace Ossa.Engine;

/// <summary>How often a cache had what was asked for.</summary>
/// <param name="Name">What it keeps.</param>
/// <param name="Hits">How often it had it.</param>
/// <param name="Misses">How often it had to be made or read.</param>
public sealed record CacheFigures(string Name, long Hits, long Misses)
{
    internal static CacheFigures Of(CacheCounter counter) => new(counter.Name, counter.Hits, counter.Misses);
}
