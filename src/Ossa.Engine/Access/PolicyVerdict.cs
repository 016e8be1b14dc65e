namespace Ossa.Engine.Access;

/// <summary>What policies say to a request, and which of their statements says so.</summary>
/// <param name="Effect">What they say.</param>
/// <param name="Policy">The name of the policy with the statement, or null when none concerns the request.</param>
/// <param name="Statement">The statement's place in it, from 1; 0 when there is none.</param>
public sealed record PolicyVerdict(PolicyEffect Effect, string? Policy, int Statement)
{
    /// <summary>No statement concerns the request.</summary>
    public static readonly PolicyVerdict None = new(PolicyEffect.None, null, 0);

    /// <summary>The verdict in words, such as "denied by statement 2 of policy X".</summary>
    public override string ToString() =>
        Effect switch
        {
            PolicyEffect.Allow => $"allowed by statement {Statement} of policy {Policy}",
            PolicyEffect.Deny => $"denied by statement {Statement} of policy {Policy}",
            _ => "allowed by no policy",
        };
}
