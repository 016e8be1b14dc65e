using Ossa.Engine;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Reading;

/// <summary>What tags a lifecycle rule may name: those that an object can have.</summary>
internal static class LifecycleTags
{
    /// <summary>Refuses others.</summary>
    public static void Check(IReadOnlyList<Tag> tags)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            Require(key.Length > 0, OssErrors.EmptyLifecycleTagKey, key);
            Require(ObjectTags.IsKey(key), OssErrors.InvalidLifecycleTagKey, key);
            Require(ObjectTags.IsValue(value), OssErrors.InvalidLifecycleTagValue, key);
            Require(keys.Add(key), OssErrors.DuplicateLifecycleTagKey, key);
            Require(keys.Count <= Limits.MaxTags, OssErrors.TooManyLifecycleTags, key);
        }
    }

    private static void Require(bool holds, OssError error, string key)
    {
        if (!holds)
        {
            throw new OssException(error, "TagKey", key);
        }
    }
}
