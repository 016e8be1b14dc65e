using Ossa.Engine;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Reading;

/// <summary>Where and in which order the transitions of a lifecycle rule may lead.</summary>
internal static class LifecycleTransitions
{
    /// <summary>Refuses transitions that may not be, alone or together with the deletion that the rule ends in.</summary>
    public static void Check(LifecycleRule rule)
    {
        foreach (var transition in rule.Transitions)
        {
            CheckOne(transition, OssErrors.InvalidLifecycleClass, rule);
        }

        foreach (var transition in rule.NoncurrentTransitions)
        {
            CheckOne(transition, OssErrors.InvalidLifecycleNoncurrentClass, rule);
        }

        const int Most = Limits.MaxLifecycleTransitions;
        Require(rule.Transitions.Count <= Most, OssErrors.TooManyLifecycleTransitions, rule);
        Require(rule.NoncurrentTransitions.Count <= Most, OssErrors.TooManyLifecycleNoncurrentTransitions, rule);
        Require(AreDifferent(rule.Transitions), OssErrors.LifecycleTransitionOverlap, rule);
        Require(AreDifferent(rule.NoncurrentTransitions), OssErrors.LifecycleTransitionOverlap, rule);
        var path = LifecyclePath.Of(rule);
        Require(!path.IsMixed, OssErrors.LifecycleMixedTimes, rule);
        RequireOrder(path, rule);
        RequireOrder(LifecyclePath.OfNoncurrent(rule), rule);
    }

    private static void CheckOne(LifecycleTransition transition, OssError invalidClass, LifecycleRule rule)
    {
        Require(StorageClasses.RankOf(transition.StorageClass) > 0, invalidClass, rule);
        Require(transition.IsAccessTime != true, OssErrors.AccessMonitorDisabled, rule);
        Require(transition.ReturnToStdWhenVisit is null, OssErrors.LifecycleReturnWithoutAccess, rule);
        Require(transition.AllowSmallFile is null, OssErrors.LifecycleSmallWithoutAccess, rule);
    }

    private static bool AreDifferent(IReadOnlyList<LifecycleTransition> transitions) =>
        transitions.DistinctBy(transition => transition.StorageClass).Count() == transitions.Count;

    private static void RequireOrder(LifecyclePath path, LifecycleRule rule)
    {
        if (path.Disorder is not var (later, sooner))
        {
            return;
        }

        // The service names the two in its message.
        var action =
            later == LifecyclePath.Deletion ? "Expiration action" : $"Transition action for StorageClass {later}";
        var message = $"Days in the {action} must be more than the Transition action for StorageClass {sooner}";
        Require(false, OssErrors.LifecycleOrder with { Message = message }, rule);
    }

    private static void Require(bool holds, OssError error, LifecycleRule rule)
    {
        if (!holds)
        {
            throw new OssException(error, "ErrorDetail", LifecycleRules.NameOf(rule));
        }
    }
}
