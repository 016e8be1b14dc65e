using Ossa.Protocol.Access;

namespace Ossa.Server.Road;

/// <summary>Why something is allowed or refused where no statement of a policy decides.</summary>
internal static class AccessGrounds
{
    public const string Owner = "owner";
    public const string AnySigner = "every signer may ask";
    public const string NoPolicy = "no policy allows it";
    public const string Unsigned = "unsigned";
    public const string RequesterPays = "the requester must pay, and does not say so";
    public const string OwnLinks = "users look after links of their own";
    public const string PublicAccessBlocked = "public access is blocked";

    /// <summary>What the policy of a session is called. It allows nothing by itself.</summary>
    public const string SessionPolicy = "not within the policy of the session";

    /// <summary>The trust policy of a role says nothing of the caller.</summary>
    public const string NotTrusted = "the role does not trust the caller";

    /// <summary>What a bucket's policy is called among the policies that are judged together. No policy of a user can be called so.</summary>
    public const string BucketPolicy = "of the bucket";

    /// <summary>The list that decides: the object's own, unless it has none.</summary>
    public static string List(CannedAcl bucket, CannedAcl existing) =>
        existing == CannedAcl.Default ? OfBucket(bucket) : OfObject(existing);

    private static string OfBucket(CannedAcl acl) =>
        acl switch
        {
            CannedAcl.PublicRead => "bucket ACL public-read",
            CannedAcl.PublicReadWrite => "bucket ACL public-read-write",
            _ => "bucket ACL private",
        };

    private static string OfObject(CannedAcl acl) =>
        acl switch
        {
            CannedAcl.PublicRead => "object ACL public-read",
            CannedAcl.PublicReadWrite => "object ACL public-read-write",
            _ => "object ACL private",
        };
}
