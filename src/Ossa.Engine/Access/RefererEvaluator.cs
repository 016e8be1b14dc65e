using Ossa.Engine.Buckets;
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
            if (Matches(pattern, referer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the text begins as the pattern says, upper and lower case alike, since host names know no difference. After a mismatch the
    /// last "*" takes one more character, so the time is at most the product of both lengths.
    /// </summary>
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int at = 0,
            next = 0,
            star = -1,
            taken = 0;
        while (next < pattern.Length)
        {
            if (pattern[next] == '*')
            {
                star = next++;
                taken = at;
            }
            else if (at < text.Length && (pattern[next] == '?' || AreAlike(pattern[next], text[at])))
            {
                next++;
                at++;
            }
            else if (star >= 0 && taken < text.Length)
            {
                next = star + 1;
                at = ++taken;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreAlike(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
