using System.Globalization;
using System.Text.Json;
using CsCheck;
using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Engine.Access;

/// <summary>When policies begin to say something else, against what the evaluator says second by second.</summary>
public sealed class PolicyTimesTests
{
    private const int Seconds = 40;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 23, 59, 40, TimeSpan.Zero);

    private static readonly AccessResource Resource = AccessResource.Of("cn-hangzhou", "9", "b", "k");

    private static readonly Gen<string> Times =
        from second in Gen.Int[-2, Seconds + 2]
        from form in Gen.Int[0, 3]
        select Format(second, form);

    private static readonly Gen<object> Statements =
        from effect in OneOf("Allow", "Deny")
        from one in OneOf(
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals"
        )
        from values in Times.Array[1, 3]
        from two in OneOf("DateLessThan", "DateGreaterThanEquals")
        from value in Times
        select (object)
            new Dictionary<string, object>
            {
                ["Effect"] = effect,
                ["Action"] = "oss:*",
                ["Resource"] = "*",
                ["Condition"] = new Dictionary<string, object>
                {
                    [one] = new Dictionary<string, object> { ["acs:CurrentTime"] = values },
                    [two == one ? "DateNotEquals" : two] = new Dictionary<string, object>
                    {
                        ["acs:currenttime"] = value,
                    },
                },
            };

    [Fact]
    public void Between_two_of_the_times_nothing_changes() =>
        Statements
            .List[1, 5]
            .Sample(statements =>
            {
                var policy = Parse(statements);
                var end = Start.AddSeconds(Seconds);
                var times = PolicyTimes.Between([policy], Start, end);
                Assert.Equal(times.Order().Distinct(), times);
                Assert.All(times, time => Assert.True(time > Start && time < end));
                Assert.True(PolicyTimes.AreAllKnown([policy]));
                for (var second = 1; second < Seconds; second++)
                {
                    var now = Start.AddSeconds(second);
                    if (!times.Contains(now))
                    {
                        Assert.Equal(EffectAt(policy, now.AddSeconds(-1)), EffectAt(policy, now));
                    }
                }
            });

    [Fact]
    public void A_part_of_a_second_ends_with_the_second()
    {
        var policy = Parse([Allow("DateLessThan", "2026-03-01T23:59:50.5Z")]);
        var times = PolicyTimes.Between([policy], Start, Start.AddSeconds(Seconds));
        Assert.Equal([Start.AddSeconds(10), Start.AddSeconds(11)], times);
        Assert.Equal(PolicyEffect.Allow, EffectAt(policy, times[0]));
        Assert.Equal(PolicyEffect.None, EffectAt(policy, times[1]));
    }

    [Fact]
    public void Text_is_not_looked_ahead_of_and_other_dates_mean_nothing()
    {
        Assert.False(PolicyTimes.AreAllKnown([Parse([Allow("StringLike", "2026-03-0?T*")])]));
        var tagged = Parse([Allow("DateLessThan", "2026-03-01T23:59:50Z", "oss:ExistingObjectTag/until")]);
        Assert.Empty(PolicyTimes.Between([tagged], Start, Start.AddSeconds(Seconds)));
        Assert.True(PolicyTimes.AreAllKnown([tagged]));
    }

    private static Dictionary<string, object> Allow(string comparison, string value, string key = "acs:CurrentTime") =>
        new()
        {
            ["Effect"] = "Allow",
            ["Action"] = "*",
            ["Resource"] = "*",
            ["Condition"] = new Dictionary<string, object>
            {
                [comparison] = new Dictionary<string, object> { [key] = value },
            },
        };

    private static PolicyEffect EffectAt(PolicyDocument policy, DateTimeOffset now) =>
        PolicyEvaluator
            .Evaluate(
                [new NamedPolicy("p", policy)],
                new AccessRequest(
                    AccessPrincipal.Anonymous,
                    "oss:GetObject",
                    Resource,
                    _ => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                )
            )
            .Effect;

    private static PolicyDocument Parse(IEnumerable<object> statements) =>
        PolicyDocument.Parse(
            JsonSerializer.Serialize(new { Version = "1", Statement = statements }),
            PolicyKind.Identity
        );

    private static string Format(int second, int form)
    {
        var time = Start.AddSeconds(second).UtcDateTime;
        return form switch
        {
            0 => time.ToString("yyyy-MM-dd'T'HH:mm:ss.5'Z'", CultureInfo.InvariantCulture),
            1 => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            2 => time.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            _ => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
