using System.Collections.Concurrent;
using Ossa.Protocol.Access;

namespace Ossa.Engine.Identity;

/// <summary>What was understood of policies, by their JSON: a change somewhere else has nothing parsed anew. All accounts share it.</summary>
internal sealed class UnderstoodPolicies
{
    private const int MaxUnderstood = 1024;

    private readonly ConcurrentDictionary<string, PolicyDocument> _understood = new(StringComparer.Ordinal);

    /// <summary>What a policy says.</summary>
    public PolicyDocument Get(string json)
    {
        if (_understood.TryGetValue(json, out var known))
        {
            return known;
        }

        if (_understood.Count >= MaxUnderstood)
        {
            _understood.Clear();
        }

        return _understood[json] = PolicyStore.Understand(json);
    }
}
