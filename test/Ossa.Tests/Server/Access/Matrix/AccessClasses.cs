namespace Ossa.Tests.Server.Access.Matrix;

/// <summary>
/// The class of every operation, as the documentation sorts them; what is at a level and not named is management of it. See
/// https://www.alibabacloud.com/help/en/oss/user-guide/authentication-process.
/// </summary>
internal static class AccessClasses
{
    private static readonly Dictionary<string, AccessClass> Named = new()
    {
        ["PutBucket"] = AccessClass.Making,
        ["PutBucketAcl"] = AccessClass.BucketAcl,
        ["ListObjects"] = AccessClass.Listing,
        ["ListObjectsV2"] = AccessClass.Listing,
        ["ListObjectVersions"] = AccessClass.Listing,
        ["ListParts"] = AccessClass.Parts,
        ["GetBucketPolicy"] = AccessClass.BucketPolicy,
        ["PutBucketPolicy"] = AccessClass.BucketPolicy,
        ["DeleteBucketPolicy"] = AccessClass.BucketPolicy,
        ["OptionBucket"] = AccessClass.Preflight,
        ["OptionObject"] = AccessClass.Preflight,
        ["GetObject"] = AccessClass.Read,
        ["HeadObject"] = AccessClass.Read,
        ["GetObjectMeta"] = AccessClass.Read,
        ["GetSymlink"] = AccessClass.Read,
        ["PutObject"] = AccessClass.Write,
        ["CopyObject"] = AccessClass.Write,
        ["AppendObject"] = AccessClass.Write,
        ["PutSymlink"] = AccessClass.Write,
        ["DeleteObject"] = AccessClass.Write,
        ["InitiateMultipartUpload"] = AccessClass.Write,
        ["UploadPart"] = AccessClass.Write,
        ["UploadPartCopy"] = AccessClass.Write,
        ["CompleteMultipartUpload"] = AccessClass.Write,
        ["AbortMultipartUpload"] = AccessClass.Write,
        ["DeleteMultipleObjects"] = AccessClass.WriteMany,
    };

    public static AccessClass Of(string operation, string level) =>
        Named.TryGetValue(operation, out var known)
            ? known
            : level switch
            {
                "Service" => AccessClass.Account,
                "Bucket" => AccessClass.Bucket,
                _ => AccessClass.Object,
            };
}
