using System.Text;
using Ossa.Engine;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Reading;

/// <summary>
/// What a lifecycle rule may say, each for itself. See https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketlifecycle.
/// </summary>
internal static class LifecycleRules
{
    /// <summary>The rules as they are kept: each with a name, and without what changes nothing. Refuses what a rule may not say.</summary>
    public static IReadOnlyList<LifecycleRule> Settle(IReadOnlyList<LifecycleRule> rules)
    {
        if (rules.Count == 0)
        {
            throw new OssException(OssErrors.LifecycleWithoutRule);
        }

        Require(rules.Count <= Limits.MaxLifecycleRules, OssErrors.TooManyLifecycleRules, $"{rules.Count} rules.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            Check(rule);
            Require(rule.Id.Length == 0 || names.Add(rule.Id), OssErrors.DuplicateLifecycleId, NameOf(rule));
        }

        return [.. rules.Select(Settle)];
    }

    /// <summary>How a rule is named to its sender, who may have left that open.</summary>
    public static string NameOf(LifecycleRule rule) =>
        rule.Id.Length > 0 ? $"Rule {rule.Id}." : $"The rule of prefix '{rule.Prefix}'.";

    private static LifecycleRule Settle(LifecycleRule rule) =>
        rule with
        {
            Id = rule.Id.Length > 0 ? rule.Id : Guid.NewGuid().ToString(),
            Filter = rule.Filter == new LifecycleFilter() ? null : rule.Filter,
            Transitions = [.. rule.Transitions.Select(transition => transition with { IsAccessTime = null })],
            NoncurrentTransitions =
            [
                .. rule.NoncurrentTransitions.Select(transition => transition with { IsAccessTime = null }),
            ],
        };

    private static void Check(LifecycleRule rule)
    {
        Require(rule.Id.Length <= Limits.MaxLifecycleIdCharacters, OssErrors.LifecycleIdTooLong, "");
        CheckPrefix(rule.Prefix);
        LifecycleTags.Check(rule.Tags);
        Require(
            rule.Expiration is not null
                || rule.Transitions.Count > 0
                || rule.NoncurrentExpirationDays is not null
                || rule.NoncurrentTransitions.Count > 0
                || rule.AbortMultipartUpload is not null,
            OssErrors.LifecycleActionMissing,
            NameOf(rule)
        );
        CheckFilter(rule, rule.Filter ?? new LifecycleFilter());
        LifecycleTransitions.Check(rule);
    }

    private static void CheckPrefix(string prefix)
    {
        Require(prefix.Length <= Limits.MaxLifecyclePrefixCharacters, OssErrors.LifecyclePrefixTooLong, "");
        // Half of a surrogate pair is in no key, and would be kept as another character.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(prefix));
        Require(whole == prefix, OssErrors.LifecyclePrefixNotUtf8, "");
    }

    private static void CheckFilter(LifecycleRule rule, LifecycleFilter filter)
    {
        // What has no tags and no size, uploads and markers, cannot be told apart by them.
        var isForThoseWithout =
            rule.AbortMultipartUpload is not null || rule.Expiration?.ExpiredObjectDeleteMarker == true;
        Require(!isForThoseWithout || rule.Tags.Count == 0, OssErrors.LifecycleTagConflict, NameOf(rule));
        Require(!isForThoseWithout || filter.Not is null, OssErrors.LifecycleNotConflict, NameOf(rule));
        var (least, most) = (filter.ObjectSizeGreaterThan, filter.ObjectSizeLessThan);
        Require(
            !isForThoseWithout || least is null || most is null,
            OssErrors.LifecycleSizeRangeConflict,
            NameOf(rule)
        );
        Require(!(least > Limits.MaxLifecycleObjectBytes), OssErrors.InvalidLifecycleSizeGreaterThan, NameOf(rule));
        Require(!(most > Limits.MaxLifecycleObjectBytes), OssErrors.InvalidLifecycleSizeLessThan, NameOf(rule));
        Require(!(least >= most), OssErrors.LifecycleSizesContradict, NameOf(rule));
        if (filter.Not is { } not)
        {
            CheckExclusion(rule, not);
        }
    }

    private static void CheckExclusion(LifecycleRule rule, LifecycleExclusion not)
    {
        CheckPrefix(not.Prefix);
        Require(
            not.Prefix.Length > 0
                && not.Prefix.StartsWith(rule.Prefix, StringComparison.Ordinal)
                && (not.Tag is not null || not.Prefix != rule.Prefix),
            OssErrors.LifecycleNotPrefix,
            NameOf(rule)
        );
        if (not.Tag is { } tag)
        {
            LifecycleTags.Check([tag]);
            Require(!rule.Tags.Contains(tag), OssErrors.LifecycleNotTag, NameOf(rule));
        }
    }

    private static void Require(bool holds, OssError error, string detail)
    {
        if (!holds)
        {
            throw detail.Length > 0 ? new OssException(error, "ErrorDetail", detail) : new OssException(error);
        }
    }
}
