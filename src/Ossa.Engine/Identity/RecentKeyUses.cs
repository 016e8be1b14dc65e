using System.Collections.Concurrent;

namespace Ossa.Engine.Identity;

/// <summary>The newest use of each access key that is not written yet, for a bounded number of keys.</summary>
internal sealed class RecentKeyUses
{
    /// <summary>How many keys there may be. Uses of further ones are not noted until some are written.</summary>
    public const int MaxKeys = 65_536;

    private readonly ConcurrentDictionary<string, KeyUse> _uses = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Whether half of the room is taken, so that it is time to write.</summary>
    public bool IsCrowded => Volatile.Read(ref _count) >= MaxKeys / 2;

    /// <summary>What is noted now, key by key.</summary>
    public KeyValuePair<string, KeyUse>[] All => _uses.ToArray();

    /// <summary>The newest use of a key that is not written, or null.</summary>
    public KeyUse? Find(string id) => _uses.GetValueOrDefault(id);

    /// <summary>
    /// Notes a use, to the second. Every signed request comes through here, so the same second and service of a key cost a look and nothing
    /// more.
    /// </summary>
    public void Note(string id, DateTimeOffset at, string service)
    {
        var ticks = at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond;
        while (true)
        {
            if (!_uses.TryGetValue(id, out var known))
            {
                if (Volatile.Read(ref _count) >= MaxKeys)
                {
                    return;
                }

                if (_uses.TryAdd(id, Use()))
                {
                    Interlocked.Increment(ref _count);
                    return;
                }
            }
            else if (IsNewer(known, ticks) || (known.At.UtcTicks == ticks && known.Service == service))
            {
                return;
            }
            else if (_uses.TryUpdate(id, Use(), known))
            {
                return;
            }
        }

        // One from the future, which a clock gave that was set back since, would stand for ever.
        static bool IsNewer(KeyUse known, long ticks) => known.At.UtcTicks > ticks && !known.IsOfOtherClock(ticks);

        KeyUse Use() => new(new DateTimeOffset(ticks, TimeSpan.Zero), service);
    }

    /// <summary>Forgets what is written, unless the key was used again meanwhile.</summary>
    public void Forget(IEnumerable<KeyValuePair<string, KeyUse>> written)
    {
        foreach (var use in written)
        {
            if (_uses.TryRemove(use))
            {
                Interlocked.Decrement(ref _count);
            }
        }
    }
}
