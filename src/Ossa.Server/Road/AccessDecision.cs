using System.Globalization;
using Ossa.Engine.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Road;

/// <summary>What was decided about one question, and why. It is put into words only when somebody reads it.</summary>
/// <param name="Action">The action that was asked about.</param>
/// <param name="Key">The key that it was about, or null for a bucket or all of them.</param>
/// <param name="Refusal">The refusal, or null when it is allowed.</param>
/// <param name="Ground">Why, in words that are the same for all: one of <see cref="AccessGrounds"/>; not read where a statement decided.</param>
/// <param name="Verdict">The statement of a policy that decided, or null where none did.</param>
internal readonly record struct AccessDecision(
    string Action,
    string? Key,
    OssError? Refusal,
    string Ground,
    PolicyVerdict? Verdict = null
)
{
    /// <summary>Whether it was allowed.</summary>
    public bool IsAllowed => Refusal is null;

    /// <summary>Why, such as "denied by statement 2 of policy X" or "owner".</summary>
    public string Reason =>
        Verdict is not { } verdict ? Ground
        : verdict.Policy == AccessGrounds.BucketPolicy
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{(IsAllowed ? "allowed" : "denied")} by statement {verdict.Statement} of the bucket's policy"
            )
        : verdict.ToString();
}
