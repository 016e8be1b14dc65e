namespace Ossa.Protocol.Errors;

// Tags of buckets.
public static partial class OssErrors
{
    /// <summary>The key of a bucket's tag begins with http://, https:// or Aliyun; detail TagKey.</summary>
    public static readonly OssError ReservedBucketTagKey = Define(
        400,
        "InvalidTag",
        "The key of a bucket tag must not start with http://, https:// or Aliyun.",
        "0010-00000207"
    );

    /// <summary>The key of a bucket's tag begins with acs; detail TagKey.</summary>
    public static readonly OssError SystemBucketTagKey = Define(
        400,
        "InvalidTag",
        "The key of a bucket tag must not start with acs.",
        "0010-00000002"
    );

    /// <summary>A bucket is to have more tags than it may.</summary>
    public static readonly OssError TooManyBucketTags = Define(400, "InvalidTag", "A bucket can have 20 tags at most.");

    /// <summary>tagging of ListBuckets is not "key":"value",…, or stands beside tag-key or tag-value.</summary>
    public static readonly OssError InvalidTagFilter = Define(
        400,
        "InvalidArgument",
        "The filter by tags is not valid."
    );
}
