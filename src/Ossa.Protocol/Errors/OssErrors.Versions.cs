namespace Ossa.Protocol.Errors;

// Versions of objects, and the versioning of buckets.
public static partial class OssErrors
{
    /// <summary>There is no such version of the object; details Key and VersionId.</summary>
    public static readonly OssError NoSuchVersion = Define(
        404,
        "NoSuchVersion",
        "The specified version does not exist.",
        "0026-00000001"
    );

    /// <summary>The source of a copy has no such version; details Key and VersionId.</summary>
    public static readonly OssError NoSuchCopySourceVersion = Define(
        404,
        "NoSuchVersion",
        "The specified version does not exist.",
        "0012-00000203"
    );

    /// <summary>versionId is not one that the service gives out; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidVersionId = Define(
        400,
        "InvalidArgument",
        "Invalid version id specified.",
        "0012-00000202"
    );

    /// <summary>versionId is there and empty; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError EmptyVersionId = Define(
        400,
        "InvalidArgument",
        "Version id can not be the empty string.",
        "0012-00000201"
    );

    /// <summary>The version is a delete marker; goes with the headers Allow: DELETE and x-oss-delete-marker.</summary>
    public static readonly OssError MethodNotAllowedOnDeleteMarker = Define(
        405,
        "MethodNotAllowed",
        "The specified method is not allowed against this resource.",
        "0017-00000002"
    );

    /// <summary>max-keys of ListObjectVersions is not an integer from 1 to 1000.</summary>
    public static readonly OssError ListVersionsMaxKeysOutOfRange = Define(
        400,
        "InvalidArgument",
        "Argument max-keys must be an integer between 1 and 1000.",
        "0012-00000102"
    );

    /// <summary>version-id-marker is not a version's id; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidVersionIdMarker = Define(
        400,
        "InvalidArgument",
        "Invalid version id specified.",
        "0012-00000105"
    );

    /// <summary>version-id-marker without key-marker.</summary>
    public static readonly OssError VersionIdMarkerWithoutKeyMarker = Define(
        400,
        "InvalidArgument",
        "version-id-marker must be specified together with key-marker."
    );

    /// <summary>The body of PutBucketVersioning is not a VersioningConfiguration document; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlVersioning = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0012-00000002"
    );

    /// <summary>PutBucketVersioning without a status.</summary>
    public static readonly OssError MissingVersioningStatus = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0012-00000003"
    );

    /// <summary>PutBucketVersioning with a status that is neither Enabled nor Suspended; detail ErrorDetail.</summary>
    public static readonly OssError InvalidVersioningStatus = Define(
        400,
        "InvalidArgument",
        "The versioning status must be Enabled or Suspended.",
        "0012-00000004"
    );
}
