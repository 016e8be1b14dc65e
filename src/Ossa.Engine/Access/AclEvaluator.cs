using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Access;

/// <summary>
/// What access control lists allow to those who do not own the bucket. A pure function. See
/// https://www.alibabacloud.com/help/en/oss/user-guide/acl-overview.
/// </summary>
public static class AclEvaluator
{
    /// <summary>Null when reading the object is allowed, else the refusal.</summary>
    /// <param name="bucket">The bucket's list.</param>
    /// <param name="existing">The object's list; default where there is no object.</param>
    public static OssError? CheckRead(CannedAcl bucket, CannedAcl existing) =>
        existing == CannedAcl.Default
            ? (IsReadable(bucket) ? null : OssErrors.AccessDeniedByBucketAcl)
            : (IsReadable(existing) ? null : DeniedByObject(bucket, IsReadable, OssErrors.ObjectReadDenied));

    /// <summary>Null when writing or deleting the object is allowed, else the refusal.</summary>
    public static OssError? CheckWrite(CannedAcl bucket, CannedAcl existing) =>
        existing == CannedAcl.Default
            ? (IsWritable(bucket) ? null : OssErrors.AccessDeniedByBucketAcl)
            : (IsWritable(existing) ? null : DeniedByObject(bucket, IsWritable, OssErrors.ObjectWriteDenied));

    private static bool IsReadable(CannedAcl acl) => acl is CannedAcl.PublicRead or CannedAcl.PublicReadWrite;

    private static bool IsWritable(CannedAcl acl) => acl is CannedAcl.PublicReadWrite;

    /// <summary>The object's own list is named as the cause only where the bucket's would have allowed it.</summary>
    private static OssError DeniedByObject(CannedAcl bucket, Func<CannedAcl, bool> allows, OssError byObject) =>
        allows(bucket) ? byObject : OssErrors.AccessDeniedByBucketAcl;
}
