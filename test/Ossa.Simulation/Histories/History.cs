using Ossa.Simulation.Model;

namespace Ossa.Simulation.Histories;

/// <summary>All that was asked and answered, in one order that agrees with real time.</summary>
internal sealed class History(Action<long>? mark = null)
{
    private readonly Lock _gate = new();
    private readonly Lock _clock = new();
    private readonly List<KeyEvent> _events = [];
    private readonly List<Sighting> _sightings = [];
    private long _now;

    /// <summary>A moment after all earlier ones; it is marked before anyone is told.</summary>
    public long Now()
    {
        lock (_clock)
        {
            _now++;
            mark?.Invoke(_now);
            return _now;
        }
    }

    /// <summary>Lets the time begin later, for a history that goes on with an earlier one.</summary>
    public void StartAfter(long moment) => _now = moment;

    /// <summary>Everything, in no particular order. For when nothing goes on.</summary>
    public IReadOnlyList<KeyEvent> Events => _events;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _events.Count;
            }
        }
    }

    /// <summary>Notes an operation that was answered at this moment.</summary>
    public void Answered(Place place, string client, long invokedAt, KeyStep step) =>
        Add(new KeyEvent(place, client, invokedAt, Now(), IsCertain: true, step));

    /// <summary>Notes an operation of which nobody knows whether it happened, or will.</summary>
    public void Uncertain(Place place, string client, long invokedAt, KeyStep step) =>
        Add(new KeyEvent(place, client, invokedAt, long.MaxValue, IsCertain: false, step));

    public void Add(KeyEvent noted)
    {
        lock (_gate)
        {
            _events.Add(noted);
        }
    }

    public void Seen(Sighting sighting)
    {
        lock (_gate)
        {
            _sightings.Add(sighting);
        }
    }

    /// <summary>What has not happened by now never will: nothing of what was begun goes on.</summary>
    public void Settle()
    {
        lock (_gate)
        {
            var now = Now();
            for (var index = 0; index < _events.Count; index++)
            {
                if (_events[index].EndedAt == long.MaxValue)
                {
                    _events[index] = _events[index] with { EndedAt = now };
                }
            }
        }
    }

    /// <summary>What cannot have happened if every key is an object that takes one operation after the other, a line each.</summary>
    public IReadOnlyList<string> FindViolations()
    {
        var violations = new List<string>();
        var places = _events.GroupBy(noted => noted.Place).ToDictionary(group => group.Key, group => group.ToList());
        foreach (var (place, events) in places)
        {
            if (Linearizability.FindViolation(events) is { } violation)
            {
                violations.Add($"{place}: {violation}");
            }
        }
        // What a broken history allows says nothing.
        if (violations.Count == 0)
        {
            violations.AddRange(_sightings.Where(sighting => !IsPossible(sighting, places)).Select(Describe));
        }
        return violations;
    }

    private static bool IsPossible(Sighting sighting, Dictionary<Place, List<KeyEvent>> places) =>
        sighting.Places.Any(place =>
        {
            var seen = new KeyEvent(
                place,
                sighting.Client,
                sighting.InvokedAt,
                sighting.EndedAt,
                IsCertain: true,
                sighting.Step
            );
            return Linearizability.FindViolation([.. places.GetValueOrDefault(place, []), seen]) is null;
        });

    private static string Describe(Sighting sighting) =>
        $"[{sighting.InvokedAt} {sighting.EndedAt}] {sighting.Client} saw {sighting.What}, but nothing of "
        + $"{string.Join(", ", sighting.Places)} was there then";
}
