using System.Collections.Concurrent;
using Prometheus;

namespace Ossa.Server.Repeating;

/// <summary>
/// How downloads were answered that were asked for repeatedly, in bounded memory. There are two generations: what is asked for
/// moves to the young one, and once that is full it becomes the old one, which goes all at once. Where more is asked for in turn than there is
/// room for, only some of it is kept, so that it stays long enough to be asked for again.
/// </summary>
internal sealed class AnswerMemory
{
    /// <summary>One in so many is kept while there is no room for all that comes again.</summary>
    private const int Thinning = 8;

    private readonly SightFilter _seen = new();
    private readonly Lock _gate = new();
    private readonly long _maxBytes;
    private readonly Counter _repeated;
    private ConcurrentDictionary<ulong, KnownAnswer> _young = new();
    private ConcurrentDictionary<ulong, KnownAnswer> _old = new();
    private long _youngBytes;
    private volatile bool _isThinning;
    private uint _offered;
    private long _keptSinceTurn;
    private double _repeatedBeforeTurn;

    /// <param name="maxBytes">How much is kept at most, about; 0 keeps nothing.</param>
    /// <param name="registry">Where it is counted.</param>
    public AnswerMemory(long maxBytes, CollectorRegistry registry)
    {
        _maxBytes = maxBytes;
        Bodies = new MemoryBodies(maxBytes, registry);
        _repeated = Prometheus
            .Metrics.WithCustomRegistry(registry)
            .CreateCounter("ossa_http_answers_repeated_total", "Downloads that were answered like one before them.");
    }

    /// <summary>Keeps the longer bodies.</summary>
    public MemoryBodies Bodies { get; }

    /// <summary>How a request with a head like this was answered, where that still holds; else null.</summary>
    /// <param name="hash">The hash of the head.</param>
    /// <param name="head">The head.</param>
    public KnownAnswer? Find(ulong hash, in RequestHead head)
    {
        if (!_young.TryGetValue(hash, out var known) && !_old.TryGetValue(hash, out known))
        {
            return null;
        }

        known.Prefetch();
        if (!known.IsOf(head))
        {
            return null;
        }

        if (!known.Holds)
        {
            Forget(known);
            return null;
        }

        // While there is too much of it, what is asked for again would push out what is about to be.
        if (!_isThinning && !_young.ContainsKey(known.Hash))
        {
            Put(known, isNew: false);
        }

        return known;
    }

    /// <summary>Whether a request with a head of this hash has come before, so that it is worth keeping how it is answered.</summary>
    public bool Expects(ulong hash) =>
        _maxBytes > 0 && _seen.SeesAgain(hash) && (!_isThinning || Interlocked.Increment(ref _offered) % Thinning == 0);

    /// <summary>Counts a request that was answered by what was found.</summary>
    public void CountRepeated() => _repeated.Inc();

    /// <summary>Keeps one where there is room.</summary>
    public void Keep(KnownAnswer known)
    {
        if (known.Bytes > _maxBytes / 2)
        {
            known.Dispose();
            return;
        }

        Interlocked.Increment(ref _keptSinceTurn);
        Put(known, isNew: true);
    }

    /// <summary>Keeps one no longer.</summary>
    public void Forget(KnownAnswer known)
    {
        var entry = KeyValuePair.Create(known.Hash, known);
        lock (_gate)
        {
            _old.TryRemove(entry);
            if (_young.TryRemove(entry))
            {
                _youngBytes -= known.Bytes;
            }
        }

        known.Dispose();
    }

    /// <summary>Puts an answer into the young generation, a new one in the place of the one that is there.</summary>
    private void Put(KnownAnswer known, bool isNew)
    {
        ConcurrentDictionary<ulong, KnownAnswer>? over = null;
        KnownAnswer? replaced;
        lock (_gate)
        {
            if (!isNew && _young.ContainsKey(known.Hash))
            {
                return;
            }

            if (_youngBytes + known.Bytes > _maxBytes / 2)
            {
                over = Turn();
            }

            _youngBytes += known.Bytes - (_young.TryGetValue(known.Hash, out replaced) ? replaced.Bytes : 0);
            _young[known.Hash] = known;
        }

        replaced?.Dispose();
        if (over is not null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(Dispose, over, preferLocal: false);
        }
    }

    /// <summary>A generation is over. Whoever finds one of it just now may put it back, and forgets it as soon as its body is found to be gone.</summary>
    private void Dispose(ConcurrentDictionary<ulong, KnownAnswer> over)
    {
        foreach (var (_, known) in over)
        {
            if (known.Memory is not null && !IsIn(_young, known) && !IsIn(_old, known))
            {
                known.Dispose();
            }
        }
    }

    private static bool IsIn(ConcurrentDictionary<ulong, KnownAnswer> generation, KnownAnswer known) =>
        generation.TryGetValue(known.Hash, out var present) && present == known;

    /// <summary>
    /// The young generation becomes the old one, and the one that it was is given back. If most of what was kept meanwhile was asked for by nobody, there is too much of it.
    /// </summary>
    private ConcurrentDictionary<ulong, KnownAnswer> Turn()
    {
        var (repeated, over) = (_repeated.Value, _old);
        _isThinning = repeated - _repeatedBeforeTurn < Interlocked.Exchange(ref _keptSinceTurn, 0);
        (_old, _young, _youngBytes, _repeatedBeforeTurn) = (_young, new(), 0, repeated);
        return over;
    }
}
