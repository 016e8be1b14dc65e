using Ossa.Protocol.Access;

namespace Ossa.Engine.Access;

/// <summary>
/// Which conditions hold for a request that asks about many objects of one bucket, each found out once: only what is asked of the objects themselves
/// differs between these. Not safe for use by several threads at once.
/// </summary>
public sealed class KnownConditions
{
    private readonly Dictionary<AccessCondition, bool> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="fact">What the request has under a key, or null for nothing.</param>
    internal bool Holds(AccessCondition condition, Func<string, string?> fact)
    {
        if (condition.Key.StartsWith(ConditionKeys.ExistingObjectTag, StringComparison.OrdinalIgnoreCase))
        {
            return condition.Holds(fact(condition.Key));
        }

        if (!_known.TryGetValue(condition, out var holds))
        {
            holds = condition.Holds(fact(condition.Key));
            _known.Add(condition, holds);
        }

        return holds;
    }
}
