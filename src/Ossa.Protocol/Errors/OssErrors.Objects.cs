namespace Ossa.Protocol.Errors;

// Objects: names, access control lists, conditions, states.
public static partial class OssErrors
{
    /// <summary>There is no such object; detail Key.</summary>
    public static readonly OssError NoSuchKey = Define(
        404,
        "NoSuchKey",
        "The specified key does not exist.",
        "0026-00000001"
    );

    /// <summary>The object's name begins with / or \, or has a zero byte.</summary>
    public static readonly OssError InvalidObjectName = Define(
        400,
        "InvalidObjectName",
        "The specified object is not valid.",
        "0016-00000005"
    );

    /// <summary>The object's name is empty.</summary>
    public static readonly OssError EmptyObjectName = Define(
        400,
        "InvalidObjectName",
        "The Object name can not be empty.",
        "0016-00000001"
    );

    /// <summary>The object's name is not UTF-8, or not percent-encoded as URLs are.</summary>
    public static readonly OssError ObjectNameNotUtf8 = Define(
        400,
        "InvalidObjectName",
        "The specified object is not valid.",
        "0016-00000002"
    );

    /// <summary>The object's name has more than 1023 bytes.</summary>
    public static readonly OssError ObjectNameTooLong = Define(
        400,
        "InvalidObjectName",
        "The Length of Object name must be less than 1024.",
        "0016-00000003"
    );

    /// <summary>x-oss-object-acl is not default, private, public-read or public-read-write.</summary>
    public static readonly OssError InvalidObjectAcl = Define(
        400,
        "InvalidArgument",
        "no such object access control exists",
        "0017-00000104"
    );

    /// <summary>PutObjectAcl without x-oss-object-acl.</summary>
    public static readonly OssError MissingObjectAcl = Define(
        400,
        "MissingArgument",
        "Missing Some Required Arguments.",
        "0017-00000105"
    );

    /// <summary>x-oss-forbid-overwrite is true and the object exists.</summary>
    public static readonly OssError FileAlreadyExists = Define(
        409,
        "FileAlreadyExists",
        "The object you specified already exists and can not be overwritten.",
        "0026-00000002"
    );

    /// <summary>Two requests changed the object's metadata at the same time.</summary>
    public static readonly OssError StaleFile = Define(
        409,
        "StaleFile",
        "The object was changed by another request at the same time.",
        "0026-00000004"
    );

    /// <summary>If-Match or If-Unmodified-Since does not hold.</summary>
    public static readonly OssError PreconditionFailed = Define(
        412,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold",
        "0017-00001001"
    );

    /// <summary>With standard range behaviour: the range begins behind the end.</summary>
    public static readonly OssError InvalidRange = Define(
        416,
        "InvalidRange",
        "The requested range cannot be satisfied."
    );

    /// <summary>x-oss-storage-class of an object is not one of the service's; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidStorageClass = Define(
        400,
        "InvalidArgument",
        "The storage class you specified is not valid.",
        "0017-00000132"
    );

    /// <summary>x-oss-storage-class of an object is stated and empty; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError EmptyStorageClass = Define(
        400,
        "InvalidArgument",
        "The storage class you specified is not valid.",
        "0017-00000131"
    );

    /// <summary>x-oss-forbid-overwrite is neither true nor false.</summary>
    public static readonly OssError InvalidForbidOverwrite = Define(
        400,
        "InvalidArgument",
        "x-oss-forbid-overwrite must be true or false.",
        "0017-00000279"
    );

    /// <summary>The object is archived and not restored.</summary>
    public static readonly OssError InvalidObjectState = Define(
        403,
        "InvalidObjectState",
        "The operation is not valid for the object's state",
        "0016-00000404"
    );
}
