using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class WebsiteDocumentTests
{
    /// <summary>A value, or nothing: an empty one counts as left out.</summary>
    private static readonly Gen<string?> Value = NastyNames.Gen.Select(text => text.Length == 0 ? null : text);

    private static readonly Gen<RoutingConditionDocument> Condition = Gen.Select(
        Value,
        Value,
        Value,
        Gen.Select(
            Value,
            Value,
            Value,
            Value,
            (key, equal, starts, ends) => new IncludeHeaderDocument(key, equal, starts, ends)
        ).List[0, 3],
        (prefix, suffix, status, headers) =>
            new RoutingConditionDocument
            {
                KeyPrefixEquals = prefix,
                KeySuffixEquals = suffix,
                HttpErrorCodeReturnedEquals = status,
                IncludeHeaders = headers,
            }
    );

    private static readonly Gen<RoutingRedirectDocument> Redirect = Gen.Select(
        Value.Array[5],
        Value.Array[3],
        (address, replacement) =>
            new RoutingRedirectDocument
            {
                RedirectType = address[0],
                Protocol = address[1],
                HostName = address[2],
                HttpRedirectCode = address[3],
                PassQueryString = address[4],
                ReplaceKeyWith = replacement[0],
                ReplaceKeyPrefixWith = replacement[1],
                EnableReplacePrefix = replacement[2],
            }
    );

    [Fact]
    public void Any_pages_survive() =>
        Gen.Select(Value, Value, Value, Value, Value)
            .Sample(
                (suffix, subDir, type, key, status) =>
                {
                    var read = Read(
                        new WebsiteConfiguration
                        {
                            IndexDocument = new WebsiteIndexDocument(suffix, subDir, type),
                            ErrorDocument = new WebsiteErrorDocument(key, status),
                        }
                    );
                    Assert.Equal(
                        (suffix, subDir, type),
                        (read.IndexDocument?.Suffix, read.IndexDocument?.SupportSubDir, read.IndexDocument?.Type)
                    );
                    Assert.Equal((key, status), (read.ErrorDocument?.Key, read.ErrorDocument?.HttpStatus));
                }
            );

    [Fact]
    public void Any_rules_survive() =>
        Gen.Select(
                Value,
                Condition,
                Redirect,
                Gen.Bool,
                (number, condition, redirect, lua) =>
                    new RoutingRuleDocument
                    {
                        RuleNumber = number,
                        Condition = condition,
                        Redirect = redirect,
                        HasLuaConfig = lua,
                    }
            )
            .List[0, 3]
            .Sample(rules =>
            {
                var read = Read(new WebsiteConfiguration { RoutingRules = rules }).RoutingRules;
                Assert.Equal(rules.Select(WithoutHeaders), read.Select(WithoutHeaders));
                Assert.Equal(
                    rules.Select(rule => rule.Condition!.IncludeHeaders),
                    read.Select(rule => rule.Condition!.IncludeHeaders)
                );
            });

    [Fact]
    public void What_is_not_known_is_passed_over()
    {
        var read = WebsiteConfiguration.Read(
            Documents.Stream(
                """
                <WebsiteConfiguration xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com"><New/>
                <IndexDocument><New>1</New><Suffix>i</Suffix></IndexDocument>
                <RoutingRules><New/><RoutingRule><New/><Condition><New/></Condition><Redirect><MirrorURL>u</MirrorURL></Redirect></RoutingRule></RoutingRules>
                </WebsiteConfiguration>
                """
            )
        );
        Assert.Equal("i", read.IndexDocument!.Suffix);
        Assert.Equal(new RoutingRedirectDocument(), Assert.Single(read.RoutingRules).Redirect);
    }

    /// <summary>Lists are compared by themselves: records compare them as references.</summary>
    private static RoutingRuleDocument WithoutHeaders(RoutingRuleDocument rule) =>
        rule with
        {
            Condition = rule.Condition! with { IncludeHeaders = [] },
        };

    private static WebsiteConfiguration Read(WebsiteConfiguration document) =>
        WebsiteConfiguration.Read(Documents.Stream(document));
}
