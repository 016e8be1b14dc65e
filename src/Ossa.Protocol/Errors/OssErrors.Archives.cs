namespace Ossa.Protocol.Errors;

// Archived objects and their restoration. The service documents when each case occurs, but not the code of a bad document; it is here the one
// that bad documents have elsewhere.
public static partial class OssErrors
{
    /// <summary>RestoreObject of an object that is being restored.</summary>
    public static readonly OssError RestoreAlreadyInProgress = Define(
        409,
        "RestoreAlreadyInProgress",
        "The restore operation is in progress.",
        "0016-00000701"
    );

    /// <summary>RestoreObject of an object that is not archived; detail Detail.</summary>
    public static readonly OssError RestoreNotSupported = Define(
        400,
        "OperationNotSupported",
        "The operation is not supported for this resource",
        "0016-00000702"
    );

    /// <summary>RestoreObject with a Tier that objects of the storage class do not have.</summary>
    public static readonly OssError InvalidRestoreTier = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000703"
    );

    /// <summary>RestoreObject of a cold or deep cold object with Days other than 1 to 365.</summary>
    public static readonly OssError InvalidColdRestoreDays = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000704"
    );

    /// <summary>RestoreObject with more than one Days.</summary>
    public static readonly OssError SeveralRestoreDays = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000707"
    );

    /// <summary>RestoreObject of an archived object with Days other than 1 to 7.</summary>
    public static readonly OssError InvalidArchiveRestoreDays = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0016-00000708"
    );

    /// <summary>The body of RestoreObject is not a RestoreRequest document; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlRestore = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema."
    );

    /// <summary>CleanRestoredObject of an object that is not restored.</summary>
    public static readonly OssError ArchiveRestoreFileStale = Define(
        409,
        "ArchiveRestoreFileStale",
        "The archive file or restore info stale",
        "0016-00000718"
    );

    /// <summary>CleanRestoredObject of an object that is being restored.</summary>
    public static readonly OssError ArchiveRestoreNotFinished = Define(
        409,
        "ArchiveRestoreNotFinished",
        "The archive file's restore is not finished.",
        "0016-00000719"
    );
}
