using System.Text.Json;
using CsCheck;
using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Xunit;

namespace Ossa.Tests.Engine.Access;

public sealed class PolicyEvaluatorTests
{
    private static readonly string[] Buckets = ["b", "bb", "c"];

    private static readonly string[] Names = ["1", "2", "arn:sts::1:assumed-role/r/s"];

    private static readonly Gen<object> Statements =
        from effect in OneOf("Allow", "Deny")
        from principal in OneOf("*", "1", "2", "arn:sts::1:assumed-role/r/*")
        from principalElement in OneOf("Principal", "NotPrincipal")
        from action in OneOf("oss:*", "oss:Get*", "oss:getobject", "oss:PutObject", "*")
        from actionElement in OneOf("Action", "NotAction")
        from resource in OneOf("*", "acs:oss:*:*:*", "acs:oss:*:9:b/*", "acs:oss:*:*:b*", "acs:oss:*:*:?/x")
        from resourceElement in OneOf("Resource", "NotResource")
        from condition in OneOf("StringEquals", "StringNotEquals", "StringLike")
        from value in OneOf("a", "b*")
        select (object)
            new Dictionary<string, object>
            {
                ["Effect"] = effect,
                [principalElement] = principal,
                [actionElement] = action,
                [resourceElement] = resource,
                ["Condition"] = new Dictionary<string, object>
                {
                    [condition] = new Dictionary<string, object> { ["acs:UserAgent"] = value },
                },
            };

    private static readonly Gen<AccessRequest> Requests =
        from names in Gen.Int[0, Names.Length]
        from action in OneOf("oss:GetObject", "oss:PutObject", "oss:GetBucketAcl")
        from bucket in OneOf(Buckets)
        from key in OneOf<string?>(null, "x", "y/x")
        from fact in OneOf<string?>(null, "a", "bc")
        select new AccessRequest(
            new AccessPrincipal([.. Names.Take(names)]),
            action,
            AccessResource.Of("cn-hangzhou", "9", bucket, key),
            _ => fact
        );

    [Fact]
    public void The_order_of_statements_and_how_they_are_spread_over_policies_mean_nothing() =>
        Gen.Select(Statements.List[1, 6], Requests)
            .SelectMany(
                (statements, request) => Gen.Select(Gen.Const(statements), Gen.Shuffle(statements), Gen.Const(request))
            )
            .Sample(
                (statements, shuffled, request) =>
                {
                    var together = Evaluate([statements], request);
                    Assert.Equal(together.Effect, Evaluate([shuffled], request).Effect);
                    Assert.Equal(
                        together.Effect,
                        Evaluate([.. shuffled.Select(one => (object[])[one])], request).Effect
                    );
                }
            );

    [Fact]
    public void One_more_denial_never_lets_anybody_do_more() =>
        Gen.Select(Statements.List[1, 6], Statements, Requests)
            .Sample(
                (statements, more, request) =>
                {
                    var denial = new Dictionary<string, object>((Dictionary<string, object>)more)
                    {
                        ["Effect"] = "Deny",
                    };
                    var before = Evaluate([statements], request).Effect;
                    var after = Evaluate(
                        [
                            [.. statements, denial],
                        ],
                        request
                    ).Effect;
                    Assert.True(after == before || after == PolicyEffect.Deny);
                }
            );

    [Fact]
    public void The_verdict_names_the_statement_that_decides() =>
        Gen.Select(Statements.List[1, 6], Requests)
            .Sample(
                (statements, request) =>
                {
                    var verdict = Evaluate([statements], request);
                    if (verdict.Effect == PolicyEffect.None)
                    {
                        Assert.All(
                            statements,
                            one =>
                                Assert.Equal(
                                    PolicyEffect.None,
                                    Evaluate(
                                        [
                                            [one],
                                        ],
                                        request
                                    ).Effect
                                )
                        );
                        return;
                    }

                    Assert.Equal(
                        verdict.Effect,
                        Evaluate(
                            [
                                [statements[verdict.Statement - 1]],
                            ],
                            request
                        ).Effect
                    );
                }
            );

    [Fact]
    public void Without_one_of_its_allowances_nobody_may_do_more() =>
        Gen.Select(Statements.List[1, 6], Statements, Requests)
            .Sample(
                (statements, one, request) =>
                {
                    var allowance = With(one, "Effect", "Allow");
                    var with = Evaluate(
                        [
                            [.. statements, allowance],
                        ],
                        request
                    ).Effect;
                    var without = Evaluate([statements], request).Effect;
                    Assert.True(without == with || (without, with) == (PolicyEffect.None, PolicyEffect.Allow));
                }
            );

    [Fact]
    public void Without_what_lets_everybody_in_nobody_may_do_more() =>
        Gen.Select(Statements.List[1, 6], Requests)
            .Sample(
                (statements, request) =>
                {
                    var document = Parse(statements);
                    var whole = PolicyEvaluator.Evaluate([new NamedPolicy("p", document)], request).Effect;
                    var rest = PolicyEvaluator
                        .Evaluate([new NamedPolicy("p", document.WithoutPublic())], request)
                        .Effect;
                    Assert.True(rest == whole || (rest, whole) == (PolicyEffect.None, PolicyEffect.Allow));
                }
            );

    /// <summary>Of an element and its opposite exactly one takes a request that nothing else keeps from the statement.</summary>
    [Theory]
    [InlineData("Principal")]
    [InlineData("Action")]
    [InlineData("Resource")]
    public void An_element_and_its_opposite_share_out_all_requests(string element) =>
        Gen.Select(Statements, Requests)
            .Sample(
                (one, request) =>
                {
                    var statement = (Dictionary<string, object>)one;
                    var opposite = "Not" + element;
                    var value = statement.GetValueOrDefault(element) ?? statement[opposite];
                    var others = new Dictionary<string, object>(statement);
                    others.Remove(element);
                    others.Remove(opposite);
                    var all = Evaluate(
                        [
                            [With(others, element, "*")],
                        ],
                        request
                    ).Effect;
                    var these = Evaluate(
                        [
                            [With(others, element, value)],
                        ],
                        request
                    ).Effect;
                    var rest = Evaluate(
                        [
                            [With(others, opposite, value)],
                        ],
                        request
                    ).Effect;
                    Assert.Equal(all, these > rest ? these : rest);
                    Assert.True(these == PolicyEffect.None || rest == PolicyEffect.None);
                }
            );

    [Theory]
    [InlineData("acs:oss:*:*:b/*", "b", null, false)]
    [InlineData("acs:oss:*:*:b/*", "b", "k", true)]
    [InlineData("acs:oss:*:*:b/*", "b", "d/k", true)]
    [InlineData("acs:oss:*:*:b/*", "bb", "k", false)]
    [InlineData("acs:oss:*:*:b", "b", null, true)]
    [InlineData("acs:oss:*:*:b", "b", "k", false)]
    [InlineData("acs:oss:*:*:b/d/*", "b", "d", false)]
    [InlineData("acs:oss:*:*:b/d/*", "b", "d/", true)]
    [InlineData("acs:oss:*:*:b/d/?", "b", "d/kk", false)]
    [InlineData("acs:oss:*:8:b/*", "b", "k", false)]
    [InlineData("acs:oss:cn-beijing:*:b/*", "b", "k", false)]
    [InlineData("acs:ecs:*:*:b/*", "b", "k", false)]
    [InlineData("acs:*:*:*:*", "b", "k", true)]
    [InlineData("acs:oss:*:*:*", null, null, true)]
    [InlineData("acs:oss:*:*:b", null, null, false)]
    [InlineData("*", null, null, true)]
    public void A_wildcard_stays_within_its_part_of_the_resource(
        string pattern,
        string? bucket,
        string? key,
        bool takes
    )
    {
        var statement = new Dictionary<string, object>
        {
            ["Effect"] = "Allow",
            ["Principal"] = "*",
            ["Action"] = "*",
            ["Resource"] = pattern,
        };
        var request = new AccessRequest(
            AccessPrincipal.Anonymous,
            "oss:GetObject",
            AccessResource.Of("cn-hangzhou", "9", bucket, key),
            _ => null
        );
        Assert.Equal(
            takes ? PolicyEffect.Allow : PolicyEffect.None,
            Evaluate(
                [
                    [statement],
                ],
                request
            ).Effect
        );
    }

    private static Dictionary<string, object> With(object statement, string element, object value) =>
        new((Dictionary<string, object>)statement) { [element] = value };

    private static PolicyVerdict Evaluate(IEnumerable<IEnumerable<object>> policies, AccessRequest request) =>
        PolicyEvaluator.Evaluate(
            [.. policies.Select((statements, i) => new NamedPolicy($"p{i}", Parse(statements)))],
            request
        );

    private static PolicyDocument Parse(IEnumerable<object> statements) =>
        PolicyDocument.Parse(
            JsonSerializer.Serialize(new { Version = "1", Statement = statements }),
            PolicyKind.Bucket
        );

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
