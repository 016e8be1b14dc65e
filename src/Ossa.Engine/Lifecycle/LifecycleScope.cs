using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;

namespace Ossa.Engine.Lifecycle;

/// <summary>To what a lifecycle rule applies.</summary>
internal static class LifecycleScope
{
    /// <summary>Whether a rule counts and applies to a version: by its key, its tags and its size.</summary>
    public static bool Contains(LifecycleRule rule, string key, ObjectRecord record) =>
        Contains(rule, key)
        && rule.Tags.All(tag => Has(record, tag))
        && (rule.Filter is not { } filter || Passes(filter, key, record));

    /// <summary>Whether a rule counts and applies to an upload, which has neither tags nor a size.</summary>
    public static bool Contains(LifecycleRule rule, string key) =>
        rule.IsEnabled && key.StartsWith(rule.Prefix, StringComparison.Ordinal);

    private static bool Passes(LifecycleFilter filter, string key, ObjectRecord record) =>
        !(record.Size <= filter.ObjectSizeGreaterThan)
        && !(record.Size >= filter.ObjectSizeLessThan)
        && (
            filter.Not is not { } not
            || !key.StartsWith(not.Prefix, StringComparison.Ordinal)
            || (not.Tag is { } tag && !Has(record, tag))
        );

    private static bool Has(ObjectRecord record, Tag tag)
    {
        foreach (var (key, value) in record.Tags)
        {
            if (key == tag.Key && value == tag.Value)
            {
                return true;
            }
        }

        return false;
    }
}
