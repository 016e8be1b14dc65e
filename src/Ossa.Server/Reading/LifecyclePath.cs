using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;

namespace Ossa.Server.Reading;

/// <summary>The way of an object under lifecycle rules: colder and colder, and then deleted.</summary>
/// <param name="Steps">The classes that it comes to, and its deletion, with when.</param>
internal sealed record LifecyclePath(IReadOnlyList<(string Target, LifecycleTime Time)> Steps)
{
    /// <summary>Stands for the deletion among storage classes.</summary>
    public const string Deletion = "";

    /// <summary>Whether some of it goes by days and some by dates, so that there is no order in it.</summary>
    public bool IsMixed => Steps.Any(step => step.Time.Days is not null) && Steps.Any(step => step.Time.Days is null);

    /// <summary>Two steps of which the one that should come later does not, or null.</summary>
    public (string Later, string Sooner)? Disorder
    {
        get
        {
            var byDays = Steps.Where(step => step.Time.Days is not null).OrderBy(step => RankOf(step.Target)).ToArray();
            for (var i = 1; i < byDays.Length; i++)
            {
                if (byDays[i].Time.Days <= byDays[i - 1].Time.Days && byDays[i - 1].Target != Deletion)
                {
                    return (byDays[i].Target, byDays[i - 1].Target);
                }
            }

            return null;
        }
    }

    /// <summary>That of current objects under some rules together.</summary>
    public static LifecyclePath Of(params IReadOnlyList<LifecycleRule> rules) =>
        new([
            .. rules.SelectMany(rule => rule.Transitions).Select(step => (step.StorageClass, step.Time)),
            .. rules.Select(rule => rule.Expiration?.Time).OfType<LifecycleTime>().Select(time => (Deletion, time)),
        ]);

    /// <summary>That of older versions under some rules together.</summary>
    public static LifecyclePath OfNoncurrent(params IReadOnlyList<LifecycleRule> rules) =>
        new([
            .. rules.SelectMany(rule => rule.NoncurrentTransitions).Select(step => (step.StorageClass, step.Time)),
            .. rules
                .Select(rule => rule.NoncurrentExpirationDays)
                .OfType<int>()
                .Select(days => (Deletion, new LifecycleTime { Days = days })),
        ]);

    private static int RankOf(string target) => target == Deletion ? int.MaxValue : StorageClasses.RankOf(target);
}
