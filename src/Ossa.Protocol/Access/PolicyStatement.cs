namespace Ossa.Protocol.Access;

/// <summary>One statement of a policy: who may or may not do what to what, and when.</summary>
/// <param name="Sid">The name that its writer gave it, or null.</param>
/// <param name="IsAllow">Whether it allows rather than denies.</param>
/// <param name="Principals">
/// Whom it is about: ids of accounts and users, names of roles, or "*" for everybody. Null where the policy hangs on them.
/// </param>
/// <param name="Actions">What they do, such as oss:GetObject. Upper and lower case are alike.</param>
/// <param name="Resources">To what.</param>
/// <param name="Conditions">When; all must hold.</param>
public sealed record PolicyStatement(
    string? Sid,
    bool IsAllow,
    Choice<string>? Principals,
    Choice<string> Actions,
    Choice<ResourcePattern> Resources,
    IReadOnlyList<AccessCondition> Conditions
)
{
    /// <summary>Whether it lets everybody in: it allows something to all, and no condition says from where.</summary>
    public bool IsPublic =>
        IsAllow
        && Principals is { } principals
        && (principals.IsNegated || principals.Of.Any(principal => principal.Contains('*', StringComparison.Ordinal)))
        && !Conditions.Any(condition => condition.IsFixed);
}
