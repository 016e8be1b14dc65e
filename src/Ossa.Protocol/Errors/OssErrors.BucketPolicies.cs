namespace Ossa.Protocol.Errors;

// Policies of buckets.
public static partial class OssErrors
{
    /// <summary>GetBucketPolicy of a bucket without one; detail BucketName.</summary>
    public static readonly OssError NoSuchBucketPolicy = Define(
        404,
        "NoSuchBucketPolicy",
        "The specified bucket policy does not exist.",
        "0030-00000006"
    );

    /// <summary>A policy that breaks the grammar or is too large; detail ErrorDetail.</summary>
    public static readonly OssError MalformedBucketPolicy = Define(
        400,
        "InvalidPolicyDocument",
        "The policy document is not valid.",
        "0030-00000005"
    );

    /// <summary>A policy of another version than 1; detail ErrorDetail.</summary>
    public static readonly OssError BucketPolicyVersion = Define(
        400,
        "InvalidPolicyDocument",
        "The policy document is not valid.",
        "0030-00000002"
    );

    /// <summary>A policy with more than one "*" in a row; detail ErrorDetail.</summary>
    public static readonly OssError BucketPolicyWildcards = Define(
        400,
        "InvalidPolicyDocument",
        "The policy document is not valid.",
        "0030-00000007"
    );

    /// <summary>A policy that lets everybody in while public access is blocked.</summary>
    public static readonly OssError PublicBucketPolicyBlocked = Define(
        403,
        "AccessDenied",
        "Put public bucket policy is not allowed"
    );
}
