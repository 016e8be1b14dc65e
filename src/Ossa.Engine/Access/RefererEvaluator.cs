using Ossa.Engine.Buckets;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Access;

/// <summary>
/// Judges the Referer of a request by the rules of a bucket. A pure function. See
/// https://www.alibabacloud.com/help/en/oss/user-guide/hotlink-protection.
/// </summary>
public static class RefererEvaluator
{
    /// <summary>Null when the request may go on, else the refusal.</summary>
    /// <param name="rules">The bucket's rules.</param>
    /// <param name="referer">The request's Referer, or null when it has none.</param>
    public static OssError? Check(RefererRules rules, string? referer)
    {
        if (string.IsNullOrEmpty(referer))
        {
            return rules.AllowEmpty || rules.Allowed.Count == 0 ? null : OssErrors.RefererMissing;
        }

        var counted = Truncate(rules, referer);
        if (MatchesAny(rules.Denied, counted))
        {
            return OssErrors.RefererDenied;
        }

        return rules.Allowed.Count == 0 || MatchesAny(rules.Allowed, counted) ? null : OssErrors.RefererNotAllowed;
    }

    private static ReadOnlySpan<char> Truncate(RefererRules rules, ReadOnlySpan<char> referer)
    {
        if (rules.TruncateQuery && referer.IndexOf('?') is var query and >= 0)
        {
            referer = referer[..query];
        }

        if (!rules.TruncatePath)
        {
            return referer;
        }

        var scheme = referer.IndexOf("://");
        var host = scheme < 0 ? 0 : scheme + "://".Length;
        var path = referer[host..].IndexOf('/');
        return path < 0 ? referer : referer[..(host + path)];
    }

    private static bool MatchesAny(IReadOnlyList<string> patterns, ReadOnlySpan<char> referer)
    {
        foreach (var pattern in patterns)
        {
            // Upper and lower case are alike, since host names know no difference.
            if (Wildcard.MatchesStart(pattern, referer, ignoreCase: true))
            {
                return true;
            }
        }

        return false;
    }
}
