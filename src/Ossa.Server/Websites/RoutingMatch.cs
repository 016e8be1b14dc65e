using Ossa.Engine.Websites;
using Ossa.Server.Road;

namespace Ossa.Server.Websites;

/// <summary>Finds the rule of a website that a request meets: the first whose condition holds in all that it states.</summary>
internal static class RoutingMatch
{
    /// <param name="site">The website.</param>
    /// <param name="context">The request.</param>
    /// <param name="key">The key that it names; empty for the root.</param>
    /// <param name="errorStatus">The status with which it would be refused, or null before that is known.</param>
    public static RoutingRule? Find(Website site, OssContext context, string key, int? errorStatus)
    {
        foreach (var rule in site.Rules)
        {
            if (IsMet(rule.Condition, context, key, errorStatus))
            {
                return rule;
            }
        }

        return null;
    }

    private static bool IsMet(RoutingCondition condition, OssContext context, string key, int? errorStatus) =>
        condition.ErrorStatus == errorStatus
        && key.StartsWith(condition.KeyPrefix ?? "", StringComparison.Ordinal)
        && key.EndsWith(condition.KeySuffix ?? "", StringComparison.Ordinal)
        && condition.Headers.All(header => IsMet(header, context.Header(header.Name)));

    private static bool IsMet(HeaderCondition condition, string? value) =>
        value is not null
        && (condition.Equal is null || value == WireText.FromText(condition.Equal))
        && value.StartsWith(WireText.FromText(condition.StartsWith ?? ""), StringComparison.Ordinal)
        && value.EndsWith(WireText.FromText(condition.EndsWith ?? ""), StringComparison.Ordinal);
}
