namespace Ossa.Protocol.Access;

/// <summary>One statement of a policy: who may or may not do what to what, and when.</summary>
/// <param name="IsAllow">Whether it allows rather than denies.</param>
/// <param name="Principals">Whom it is about: ids of accounts and users, names of roles, or "*" for everybody.</param>
/// <param name="Actions">What they do, such as oss:GetObject, with "*".</param>
/// <param name="Resources">To what, such as acs:oss:*:*:bucket/*.</param>
/// <param name="Conditions">When; all must hold.</param>
public sealed record PolicyStatement(
    bool IsAllow,
    IReadOnlyList<string> Principals,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> Resources,
    IReadOnlyList<AccessCondition> Conditions
)
{
    /// <summary>Whether it lets everybody in: it allows something to all, and no condition says from where.</summary>
    public bool IsPublic =>
        IsAllow
        && Principals.Any(principal => principal.Contains('*', StringComparison.Ordinal))
        && !Conditions.Any(condition => condition.IsFixed);
}
