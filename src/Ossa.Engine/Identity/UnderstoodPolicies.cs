using System.Collections.Concurrent;
using Ossa.Protocol.Access;
using Ossa.Storage;

namespace Ossa.Engine.Identity;

/// <summary>What was understood of policies, by their JSON: a change somewhere else has nothing parsed anew. All accounts share it.</summary>
internal sealed class UnderstoodPolicies
{
    private const int MaxUnderstood = 1024;

    private readonly ConcurrentDictionary<string, PolicyDocument> _understood = new(StringComparer.Ordinal);

    /// <summary>How many were known.</summary>
    public CacheCounter Counter { get; } = new("user_policies");

    /// <summary>What a policy says.</summary>
    public PolicyDocument Get(string json)
    {
        var isKnown = _understood.TryGetValue(json, out var known);
        Counter.Count(isKnown);
        if (isKnown)
        {
            return known!;
        }

        if (_understood.Count >= MaxUnderstood)
        {
            _understood.Clear();
        }

        return _understood[json] = PolicyStore.Understand(json);
    }
}
