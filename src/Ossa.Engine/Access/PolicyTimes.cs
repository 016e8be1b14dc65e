using Ossa.Protocol.Access;

namespace Ossa.Engine.Access;

/// <summary>
/// When policies may begin to say something else. Requests have their time in whole seconds, so between two such times nothing changes that
/// hangs on the time alone.
/// </summary>
public static class PolicyTimes
{
    /// <summary>The times after the one and before the other, in order, each a whole second.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="after">The time from which on the verdict is known.</param>
    /// <param name="before">The time from which on it is not asked for.</param>
    public static IReadOnlyList<DateTimeOffset> Between(
        IEnumerable<PolicyDocument> policies,
        DateTimeOffset after,
        DateTimeOffset before
    ) =>
        [
            .. ConditionsOf(policies)
                .SelectMany(condition => condition.Times)
                // Whether it is before, at or after the time changes at its second and at the next one.
                .Select(time => time.ToUnixTimeSeconds())
                .SelectMany(second => (long[])[second, second + 1])
                .Distinct()
                .Order()
                .Where(second => second > after.ToUnixTimeSeconds() && second < before.ToUnixTimeSeconds())
                .Select(DateTimeOffset.FromUnixTimeSeconds),
        ];

    /// <summary>Whether these are all the times at which the policies may begin to say something else.</summary>
    public static bool AreAllKnown(IEnumerable<PolicyDocument> policies) =>
        !ConditionsOf(policies).Any(condition => condition.ComparesTimeAsText);

    private static IEnumerable<AccessCondition> ConditionsOf(IEnumerable<PolicyDocument> policies) =>
        policies.SelectMany(policy => policy.Statements).SelectMany(statement => statement.Conditions);
}
