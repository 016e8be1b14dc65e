using Ossa.Engine.Buckets;

namespace Ossa.Server.Cors;

/// <summary>
/// Finds the rule for a cross-origin request. See https://www.alibabacloud.com/help/en/oss/user-guide/cors-12. A pure function: the
/// first rule that allows origin, method and every header counts.
/// </summary>
internal static class CorsMatch
{
    public static CorsRule? Find(CorsRules rules, string origin, string method, IReadOnlyList<string> headers)
    {
        foreach (var rule in rules.Rules)
        {
            if (
                AllowsAny(rule.AllowedOrigins, origin)
                && rule.AllowedMethods.Contains(method, StringComparer.OrdinalIgnoreCase)
                && headers.All(header => AllowsAny(rule.AllowedHeaders, header))
            )
            {
                return rule;
            }
        }

        return null;
    }

    private static bool AllowsAny(IReadOnlyList<string> patterns, string value)
    {
        foreach (var pattern in patterns)
        {
            if (Allows(pattern, value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A pattern holds at most one "*", which stands for any characters.</summary>
    private static bool Allows(string pattern, string value)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return pattern.Equals(value, StringComparison.OrdinalIgnoreCase);
        }

        return value.Length >= pattern.Length - 1
            && value.AsSpan().StartsWith(pattern.AsSpan(0, star), StringComparison.OrdinalIgnoreCase)
            && value.AsSpan().EndsWith(pattern.AsSpan(star + 1), StringComparison.OrdinalIgnoreCase);
    }
}
