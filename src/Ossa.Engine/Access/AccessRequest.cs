using Ossa.Protocol.Access;

namespace Ossa.Engine.Access;

/// <summary>What policies are asked about: may this principal do this to that?</summary>
/// <param name="Principal">Whom the request acts for.</param>
/// <param name="Action">What it does, such as oss:GetObject.</param>
/// <param name="Resource">To what.</param>
/// <param name="Fact">What the request has under the key of a condition, or null for nothing.</param>
public sealed record AccessRequest(
    AccessPrincipal Principal,
    string Action,
    AccessResource Resource,
    Func<string, string?> Fact
)
{
    /// <summary>What is known already of conditions, where other objects were asked about before; null where this is all that is asked.</summary>
    public KnownConditions? Known { get; init; }

    /// <summary>Whether a condition holds for it.</summary>
    internal bool Meets(AccessCondition condition) =>
        Known?.Holds(condition, Fact) ?? condition.Holds(Fact(condition.Key));
}
