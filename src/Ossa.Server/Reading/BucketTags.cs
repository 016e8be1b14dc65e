using System.Text;
using Ossa.Engine;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Reading;

/// <summary>
/// What tags a bucket may have. See https://www.alibabacloud.com/help/en/oss/user-guide/manage-bucket-tags.
/// </summary>
internal static class BucketTags
{
    private static readonly string[] Reserved = ["http://", "https://", "Aliyun"];

    /// <summary>Refuses tags that a bucket may not have.</summary>
    public static void Check(IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        if (tags.Count > Limits.MaxBucketTags)
        {
            throw new OssException(OssErrors.TooManyBucketTags);
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags)
        {
            Require(CharactersOf(key) is >= 1 and <= Limits.MaxBucketTagKeyCharacters, OssErrors.MalformedTag, key);
            Require(CharactersOf(value) <= Limits.MaxBucketTagValueCharacters, OssErrors.MalformedTag, key);
            Require(!StartsWithAny(key, Reserved), OssErrors.ReservedBucketTagKey, key);
            Require(!StartsWithAny(key, ["acs"]), OssErrors.SystemBucketTagKey, key);
            Require(keys.Add(key), OssErrors.DuplicateTagKey, key);
        }
    }

    private static int CharactersOf(string text) => text.EnumerateRunes().Count();

    private static bool StartsWithAny(string key, string[] prefixes) =>
        prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static void Require(bool holds, OssError error, string key)
    {
        if (!holds)
        {
            throw new OssException(error, "TagKey", key);
        }
    }
}
