using Ossa.Simulation.Model;

namespace Ossa.Simulation.Histories;

/// <summary>
/// Decides whether the operations on one key can be put into an order that agrees with real time and in which every answer is right: the
/// search of Wing and Gong as Lowe made it practical. It walks through the history and keeps every configuration that is possible so
/// far, each once: the state of the key, and which of the operations under way have taken effect already. An operation is given its
/// effect as late as possible, when its answer or that of another one calls for it.
/// </summary>
internal sealed class Linearizability
{
    private const int MaxUnderWay = 64;
    private const int ToldEvents = 30;

    private readonly KeyEvent?[] _underWay = new KeyEvent?[MaxUnderWay];
    private HashSet<Configuration> _possible = [new(PlaceState.Empty, 0)];

    private Linearizability() { }

    /// <summary>What cannot be explained, or null when everything can. Every key begins without an object.</summary>
    public static string? FindViolation(IReadOnlyCollection<KeyEvent> events)
    {
        var check = new Linearizability();
        var moments = events
            .SelectMany(noted => new Moment[] { new(noted.InvokedAt, false, noted), new(noted.EndedAt, true, noted) })
            .OrderBy(moment => moment.At)
            .ThenBy(moment => moment.IsEnd);
        foreach (var (_, isEnd, noted) in moments)
        {
            if (!isEnd)
            {
                check.Begin(noted);
            }
            else if (!check.TryEnd(noted, out var before))
            {
                return Describe(noted, before, events);
            }
        }
        return null;
    }

    private void Begin(KeyEvent noted)
    {
        var slot = Array.IndexOf(_underWay, null);
        _underWay[slot < 0 ? throw new InvalidOperationException("Too many operations are under way.") : slot] = noted;
    }

    /// <summary>Keeps what is possible if the operation has taken effect by now; one without an answer may also not have.</summary>
    private bool TryEnd(KeyEvent noted, out HashSet<Configuration> before)
    {
        before = _possible;
        var slot = Array.FindIndex(_underWay, other => ReferenceEquals(other, noted));
        var bit = 1UL << slot;
        var after = new HashSet<Configuration>();
        var visited = new HashSet<Configuration>(_possible);
        var open = new Stack<Configuration>(_possible);
        while (open.TryPop(out var configuration))
        {
            if ((configuration.Happened & bit) != 0)
            {
                after.Add(configuration with { Happened = configuration.Happened & ~bit });
                continue;
            }
            foreach (var next in Successors(configuration).Where(visited.Add))
            {
                open.Push(next);
            }
        }
        if (!noted.IsCertain)
        {
            after.UnionWith(_possible.Where(configuration => (configuration.Happened & bit) == 0));
        }

        _underWay[slot] = null;
        _possible = after;
        return after.Count > 0;
    }

    private IEnumerable<Configuration> Successors(Configuration configuration)
    {
        for (var slot = 0; slot < MaxUnderWay; slot++)
        {
            var bit = 1UL << slot;
            if (_underWay[slot] is { } candidate && (configuration.Happened & bit) == 0)
            {
                foreach (var state in candidate.Step.After(configuration.State))
                {
                    yield return new Configuration(state, configuration.Happened | bit);
                }
            }
        }
    }

    private static string Describe(KeyEvent failed, HashSet<Configuration> before, IEnumerable<KeyEvent> events)
    {
        var states = before.Select(configuration => configuration.State.ToString()).Distinct();
        var told = events
            .Where(noted => noted.InvokedAt <= failed.EndedAt)
            .OrderBy(noted => noted.EndedAt)
            .TakeLast(ToldEvents);
        return $"nothing explains\n  {failed}\nbefore it there may have been: {string.Join("; ", states)}. Up to then:\n  "
            + string.Join("\n  ", told);
    }

    private readonly record struct Moment(long At, bool IsEnd, KeyEvent Noted);

    private readonly record struct Configuration(PlaceState State, ulong Happened);
}
