using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;

namespace Ossa.Engine.Lifecycle;

/// <summary>
/// Says what lifecycle rules make of an object, a version or an upload at a time. It looks at nothing but what it is given. Of all that is due a
/// deletion counts before any transition, and the coldest storage class before the others.
/// See https://www.alibabacloud.com/help/en/oss/user-guide/priority-of-lifecycle-rules.
/// </summary>
public static class LifecycleEvaluator
{
    /// <summary>What is to be done with a version by now, or null.</summary>
    public static LifecycleAction? Judge(
        IReadOnlyList<LifecycleRule> rules,
        LifecycleFacts facts,
        DateTimeOffset now
    ) =>
        First(
            rules
                .Where(rule => LifecycleScope.Contains(rule, facts.Key, facts.Record))
                .SelectMany(rule => Actions(rule, facts)),
            now
        );

    /// <summary>What is to be done with an unfinished upload by now, or null.</summary>
    public static LifecycleAction? Judge(IReadOnlyList<LifecycleRule> rules, UploadRecord upload, DateTimeOffset now) =>
        First(
            rules
                .Where(rule => LifecycleScope.Contains(rule, upload.Key))
                .SelectMany(rule =>
                    Deletions(LifecycleActionKind.AbortUpload, rule, rule.AbortMultipartUpload, upload.InitiatedAt)
                ),
            now
        );

    /// <summary>When a current object will be deleted first, and by which rule; null for never.</summary>
    public static LifecycleExpiry? ExpiryOf(IReadOnlyList<LifecycleRule> rules, string key, ObjectRecord record)
    {
        LifecycleExpiry? first = null;
        foreach (var rule in rules)
        {
            if (
                rule.Expiration?.Time is { } time
                && LifecycleScope.Contains(rule, key, record)
                && LifecycleClock.DueAt(time, record.LastModified) is { } due
            )
            {
                // What goes since it is from before a day is said to go on that day.
                var day = time.CreatedBeforeDate ?? due;
                first = first is null || day < first.At ? new LifecycleExpiry(day, rule.Id) : first;
            }
        }

        return first;
    }

    private static IEnumerable<LifecycleAction> Actions(LifecycleRule rule, LifecycleFacts facts)
    {
        var record = facts.Record;
        if (!facts.IsLatest)
        {
            // A version without a newer one that is known is left alone.
            var replaced = facts.ReplacedAt ?? DateTimeOffset.MaxValue;
            var time = rule.NoncurrentExpirationDays is { } days ? new LifecycleTime { Days = days } : null;
            return
            [
                .. Deletions(LifecycleActionKind.DeleteVersion, rule, time, replaced),
                .. Transitions(rule, rule.NoncurrentTransitions, record, replaced),
            ];
        }

        if (record.IsDeleteMarker)
        {
            return facts.IsAlone && rule.Expiration?.ExpiredObjectDeleteMarker == true
                ? [new LifecycleAction(LifecycleActionKind.RemoveMarker, rule.Id, record.LastModified)]
                : [];
        }

        return
        [
            .. Deletions(LifecycleActionKind.Expire, rule, rule.Expiration?.Time, record.LastModified),
            .. Transitions(rule, rule.Transitions, record, record.LastModified),
        ];
    }

    private static IEnumerable<LifecycleAction> Deletions(
        LifecycleActionKind kind,
        LifecycleRule rule,
        LifecycleTime? time,
        DateTimeOffset from
    ) =>
        time is not null && LifecycleClock.DueAt(time, from) is { } due
            ? [new LifecycleAction(kind, rule.Id, due)]
            : [];

    private static IEnumerable<LifecycleAction> Transitions(
        LifecycleRule rule,
        IReadOnlyList<LifecycleTransition> transitions,
        ObjectRecord record,
        DateTimeOffset from
    )
    {
        foreach (var transition in transitions)
        {
            if (CanBecome(record, transition.StorageClass) && LifecycleClock.DueAt(transition.Time, from) is { } due)
            {
                yield return new LifecycleAction(LifecycleActionKind.Transition, rule.Id, due)
                {
                    StorageClass = transition.StorageClass,
                };
            }
        }
    }

    /// <summary>The way leads down only, for nothing without bytes of its own, and to the coldest ends for what is complete only.</summary>
    private static bool CanBecome(ObjectRecord record, string storageClass) =>
        !record.IsDeleteMarker
        && record.Type != ObjectType.Symlink
        && StorageClasses.RankOf(storageClass) > StorageClasses.RankOf(record.StorageClass)
        && (
            record.Type != ObjectType.Appendable || record.SealedAt is not null || !StorageClasses.IsCold(storageClass)
        );

    private static LifecycleAction? First(IEnumerable<LifecycleAction> actions, DateTimeOffset now) =>
        actions
            .Where(action => action.DueAt <= now)
            .OrderByDescending(Weight)
            .ThenBy(action => action.DueAt)
            .FirstOrDefault();

    private static int Weight(LifecycleAction action) =>
        action.StorageClass is { } storageClass ? StorageClasses.RankOf(storageClass) : int.MaxValue;
}
