using System.Globalization;
using Ossa.Engine;
using Ossa.Engine.Websites;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Websites;

/// <summary>Makes the rules of a website's document into rules, in the order of their numbers.</summary>
internal static class RoutingRuleReading
{
    public static IReadOnlyList<RoutingRule> Read(IReadOnlyList<RoutingRuleDocument> documents)
    {
        if (documents.Count > Limits.MaxRoutingRules)
        {
            throw WebsiteValue.Invalid("RoutingRules", Text(documents.Count));
        }

        var rules = documents.Select(Read).OrderBy(rule => rule.Number).ToArray();
        for (var i = 1; i < rules.Length; i++)
        {
            if (rules[i].Number == rules[i - 1].Number)
            {
                throw WebsiteValue.Invalid("RuleNumber", Text(rules[i].Number));
            }
        }

        return rules;
    }

    private static RoutingRule Read(RoutingRuleDocument rule)
    {
        if (rule.HasLuaConfig)
        {
            throw new OssException(OssErrors.NotImplementedLuaConfig);
        }

        var number = WebsiteValue.Number("RuleNumber", rule.RuleNumber, number => number > 0);
        return new RoutingRule(
            number ?? throw WebsiteValue.Invalid("RuleNumber", ""),
            ReadCondition(rule.Condition ?? throw WebsiteValue.Invalid("Condition", "")),
            RoutingTargetReading.Read(rule.Redirect ?? throw WebsiteValue.Invalid("Redirect", ""))
        );
    }

    private static RoutingCondition ReadCondition(RoutingConditionDocument condition)
    {
        if (condition.IncludeHeaders.Count > Limits.MaxRoutingRuleHeaders)
        {
            throw WebsiteValue.Invalid("IncludeHeader", Text(condition.IncludeHeaders.Count));
        }

        return new RoutingCondition(
            WebsiteValue.Text(condition.KeyPrefixEquals),
            WebsiteValue.Text(condition.KeySuffixEquals),
            WebsiteValue.Number(
                "HttpErrorCodeReturnedEquals",
                condition.HttpErrorCodeReturnedEquals,
                status => status is >= 400 and <= 599
            ),
            [.. condition.IncludeHeaders.Select(ReadHeader)]
        );
    }

    private static HeaderCondition ReadHeader(IncludeHeaderDocument header)
    {
        var name = WebsiteValue.Required("Key", header.Key);
        if (!WireText.IsHeaderName(name))
        {
            throw WebsiteValue.Invalid("Key", name);
        }

        var condition = new HeaderCondition(
            name,
            WebsiteValue.Text(header.Equal),
            WebsiteValue.Text(header.StartsWith),
            WebsiteValue.Text(header.EndsWith)
        );
        return condition is { Equal: null, StartsWith: null, EndsWith: null }
            ? throw WebsiteValue.Invalid("Equals", "")
            : condition;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
