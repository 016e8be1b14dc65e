namespace Ossa.Protocol.Headers;

/// <summary>
/// Names of the headers that the object store reads and writes, lower case.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/common-http-headers.
/// </summary>
public static class OssHeaders
{
    /// <summary>What every header of the object store begins with.</summary>
    public const string Prefix = "x-oss-";

    /// <summary>What every header of user metadata begins with.</summary>
    public const string MetaPrefix = "x-oss-meta-";

    /// <summary>The scheme and signature of a signed request.</summary>
    public const string Authorization = "authorization";

    /// <summary>The request's date; x-oss-date replaces it.</summary>
    public const string Date = "date";

    /// <summary>The body's media type, which signatures cover.</summary>
    public const string ContentType = "content-type";

    /// <summary>Who pays for the request: requester.</summary>
    public const string RequestPayer = "x-oss-request-payer";

    /// <summary>Base64 of the body's MD5, which signatures cover.</summary>
    public const string ContentMd5 = "content-md5";

    /// <summary>When a request was signed.</summary>
    public const string OssDate = "x-oss-date";

    /// <summary>The payload part of a V4 canonical request, UNSIGNED-PAYLOAD.</summary>
    public const string ContentSha256 = "x-oss-content-sha256";

    /// <summary>The security token of temporary credentials.</summary>
    public const string SecurityToken = "x-oss-security-token";

    /// <summary>The id of the request, on every answer.</summary>
    public const string RequestId = "x-oss-request-id";

    /// <summary>How long the server worked on the request, in milliseconds.</summary>
    public const string ServerTime = "x-oss-server-time";

    /// <summary>The fine-grained error code of a refusal.</summary>
    public const string Ec = "x-oss-ec";

    /// <summary>Base64 of the error document, where the answer has no body.</summary>
    public const string Err = "x-oss-err";

    /// <summary>The bucket's canned access control list.</summary>
    public const string Acl = "x-oss-acl";

    /// <summary>The object's canned access control list.</summary>
    public const string ObjectAcl = "x-oss-object-acl";

    /// <summary>The storage class.</summary>
    public const string StorageClass = "x-oss-storage-class";

    /// <summary>Normal, Multipart, Appendable or Symlink.</summary>
    public const string ObjectType = "x-oss-object-type";

    /// <summary>CRC-64/XZ of the whole object, unsigned decimal.</summary>
    public const string HashCrc64Ecma = "x-oss-hash-crc64ecma";

    /// <summary>The version's id.</summary>
    public const string VersionId = "x-oss-version-id";

    /// <summary>Whether the version is a delete marker.</summary>
    public const string DeleteMarker = "x-oss-delete-marker";

    /// <summary>Set to true, refuses to replace an existing object.</summary>
    public const string ForbidOverwrite = "x-oss-forbid-overwrite";

    /// <summary>Set to standard, makes ranges behave as HTTP says.</summary>
    public const string RangeBehavior = "x-oss-range-behavior";

    /// <summary>The source of a copy, /bucket/key percent-encoded.</summary>
    public const string CopySource = "x-oss-copy-source";

    /// <summary>Condition on the source's ETag.</summary>
    public const string CopySourceIfMatch = "x-oss-copy-source-if-match";

    /// <summary>Condition on the source's ETag.</summary>
    public const string CopySourceIfNoneMatch = "x-oss-copy-source-if-none-match";

    /// <summary>Condition on the source's time.</summary>
    public const string CopySourceIfModifiedSince = "x-oss-copy-source-if-modified-since";

    /// <summary>Condition on the source's time.</summary>
    public const string CopySourceIfUnmodifiedSince = "x-oss-copy-source-if-unmodified-since";

    /// <summary>The version of the source that was copied.</summary>
    public const string CopySourceVersionId = "x-oss-copy-source-version-id";

    /// <summary>Which bytes of the source become a part, bytes=first-last.</summary>
    public const string CopySourceRange = "x-oss-copy-source-range";

    /// <summary>Set to yes, makes an object of all parts that were uploaded, without naming them.</summary>
    public const string CompleteAll = "x-oss-complete-all";

    /// <summary>COPY or REPLACE: where a copy's metadata comes from.</summary>
    public const string MetadataDirective = "x-oss-metadata-directive";

    /// <summary>COPY or REPLACE: where a copy's tags come from.</summary>
    public const string TaggingDirective = "x-oss-tagging-directive";

    /// <summary>Tags as a query string.</summary>
    public const string Tagging = "x-oss-tagging";

    /// <summary>How many tags the object has.</summary>
    public const string TaggingCount = "x-oss-tagging-count";

    /// <summary>The key that a symbolic link leads to, percent-encoded.</summary>
    public const string SymlinkTarget = "x-oss-symlink-target";

    /// <summary>How far the restoration of an archived object has come.</summary>
    public const string Restore = "x-oss-restore";

    /// <summary>How urgent the restoration of a cold object is.</summary>
    public const string RestorePriority = "x-oss-object-restore-priority";

    /// <summary>Since when nothing more can be appended.</summary>
    public const string SealedTime = "x-oss-sealed-time";

    /// <summary>Where the next append goes.</summary>
    public const string NextAppendPosition = "x-oss-next-append-position";

    /// <summary>How the object is encrypted at rest.</summary>
    public const string ServerSideEncryption = "x-oss-server-side-encryption";

    /// <summary>The name of the key that it is encrypted with.</summary>
    public const string ServerSideEncryptionKeyId = "x-oss-server-side-encryption-key-id";

    /// <summary>With a named key: the cipher of the data, where it is not the usual one.</summary>
    public const string ServerSideDataEncryption = "x-oss-server-side-data-encryption";

    /// <summary>Bits per second that a transfer may take.</summary>
    public const string TrafficLimit = "x-oss-traffic-limit";

    /// <summary>Set to true, lets lifecycle rules of overlapping prefixes do the same.</summary>
    public const string AllowSameActionOverlap = "x-oss-allow-same-action-overlap";

    /// <summary>When an object expires, and by which lifecycle rule.</summary>
    public const string Expiration = "x-oss-expiration";

    /// <summary>When a lifecycle rule made the object a cold or deep cold one.</summary>
    public const string TransitionTime = "x-oss-transition-time";

    /// <summary>The id of a bucket's retention policy.</summary>
    public const string WormId = "x-oss-worm-id";

    /// <summary>The resource group of a bucket.</summary>
    public const string ResourceGroupId = "x-oss-resource-group-id";

    /// <summary>Of Ossa's own admin API: what is kept of the password of a link.</summary>
    public const string LinkPasswordHash = "x-oss-link-password-hash";
}
