using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Reading;

/// <summary>
/// Rules of one bucket that meet on the same objects, since the prefix of one begins with that of the other, may not contradict each other.
/// Tags and filters do not count for that.
/// </summary>
internal static class LifecycleConflicts
{
    /// <summary>Refuses rules that do not go together.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="mayOverlap">Whether their sender allows all but that uploads are aborted by two rules.</param>
    public static void Refuse(IReadOnlyList<LifecycleRule> rules, bool mayOverlap)
    {
        // In this order a rule comes after all whose prefixes its own begins with, and these make up a stack.
        var around = new Stack<LifecycleRule>();
        foreach (var rule in rules.OrderBy(rule => rule.Prefix, StringComparer.Ordinal))
        {
            while (around.TryPeek(out var outer) && !rule.Prefix.StartsWith(outer.Prefix, StringComparison.Ordinal))
            {
                around.Pop();
            }

            foreach (var outer in around)
            {
                Refuse(outer, rule, mayOverlap);
            }

            around.Push(rule);
        }
    }

    private static void Refuse(LifecycleRule outer, LifecycleRule inner, bool mayOverlap)
    {
        var aborts = outer.AbortMultipartUpload is not null && inner.AbortMultipartUpload is not null;
        if (!mayOverlap)
        {
            Require(outer.Prefix != inner.Prefix, OssErrors.LifecycleSamePrefix, outer, inner);
            RequireOne("Expiration", outer.Expiration is null || inner.Expiration is null, outer, inner);
            RequireOne(
                "NoncurrentVersionExpiration",
                outer.NoncurrentExpirationDays is null || inner.NoncurrentExpirationDays is null,
                outer,
                inner
            );
        }

        RequireOne("AbortMultipartUpload", !aborts, outer, inner);
        if (!mayOverlap)
        {
            RequireClasses("Transition", outer.Transitions, inner.Transitions, outer, inner);
            RequireClasses(
                "NoncurrentVersionTransition",
                outer.NoncurrentTransitions,
                inner.NoncurrentTransitions,
                outer,
                inner
            );
            var path = LifecyclePath.Of(outer, inner);
            Require(!path.IsMixed, OssErrors.LifecycleMixedTimes, outer, inner);
            Require(path.Disorder is null, OssErrors.LifecycleOverlapOrder, outer, inner);
            Require(
                LifecyclePath.OfNoncurrent(outer, inner).Disorder is null,
                OssErrors.LifecycleOverlapOrder,
                outer,
                inner
            );
        }
    }

    /// <summary>The service names the action in its message.</summary>
    private static void RequireOne(string action, bool holds, LifecycleRule outer, LifecycleRule inner) =>
        Require(
            holds,
            OssErrors.LifecycleActionOverlap with
            {
                Message = $"Overlap for same action type {action}",
            },
            outer,
            inner
        );

    private static void RequireClasses(
        string action,
        IReadOnlyList<LifecycleTransition> ofOuter,
        IReadOnlyList<LifecycleTransition> ofInner,
        LifecycleRule outer,
        LifecycleRule inner
    )
    {
        var shared = ofOuter
            .Select(transition => transition.StorageClass)
            .Intersect(ofInner.Select(transition => transition.StorageClass), StringComparer.Ordinal)
            .FirstOrDefault();
        Require(
            shared is null,
            OssErrors.LifecycleTransitionOverlap with
            {
                Message = $"Overlap for same action type {action} for StorageClass {shared}",
            },
            outer,
            inner
        );
    }

    private static void Require(bool holds, OssError error, LifecycleRule outer, LifecycleRule inner)
    {
        if (!holds)
        {
            var detail = $"{LifecycleRules.NameOf(outer)} {LifecycleRules.NameOf(inner)}";
            throw new OssException(error, "ErrorDetail", detail);
        }
    }
}
