namespace Ossa.Server.Road;

/// <summary>
/// What was decided in the course of one request, in the order of the questions. Most requests ask one, which costs nothing to keep; of the
/// many that a deletion of many objects asks, the first are kept and the rest counted.
/// </summary>
internal struct AccessDecisions
{
    /// <summary>The most decisions that are kept.</summary>
    public const int MaxKept = 16;

    private AccessDecision _first;
    private List<AccessDecision>? _further;

    /// <summary>How many questions were judged.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were refused.</summary>
    public int Denied { get; private set; }

    /// <summary>The decision that counts: the first refusal, else the first of all; null where nothing was judged.</summary>
    public AccessDecision? Deciding { get; private set; }

    /// <summary>The decisions that were kept.</summary>
    public readonly IEnumerable<AccessDecision> Kept =>
        Count == 0 ? []
        : _further is null ? [_first]
        : _further.Prepend(_first);

    public void Add(in AccessDecision decision)
    {
        Count++;
        if (!decision.IsAllowed && Denied++ == 0 || Count == 1)
        {
            Deciding = decision;
        }

        if (Count == 1)
        {
            _first = decision;
        }
        else if (Count <= MaxKept)
        {
            (_further ??= []).Add(decision);
        }
    }
}
