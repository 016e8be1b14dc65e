namespace Ossa.Protocol.Errors;

// Multipart uploads.
public static partial class OssErrors
{
    /// <summary>AbortMultipartUpload or ListParts on an upload that is not there; detail UploadId.</summary>
    public static readonly OssError NoSuchUpload = Define(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
        "0042-00000002"
    );

    /// <summary>UploadPart to an upload that is not there; detail UploadId.</summary>
    public static readonly OssError NoSuchUploadOfPart = Define(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
        "0042-00000104"
    );

    /// <summary>UploadPartCopy to an upload that is not there; detail UploadId.</summary>
    public static readonly OssError NoSuchUploadOfPartCopy = Define(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
        "0042-00000311"
    );

    /// <summary>CompleteMultipartUpload of an upload that is not there; detail UploadId.</summary>
    public static readonly OssError NoSuchUploadToComplete = Define(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."
    );

    /// <summary>uploadId is empty, or not of the form of those that the server gives out; detail UploadId.</summary>
    public static readonly OssError MalformedUploadId = Define(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
        "0017-00000244"
    );

    /// <summary>partNumber is not an integer from 1 to 10,000; details ArgumentName (PartNumber) and ArgumentValue.</summary>
    public static readonly OssError InvalidPartNumber = Define(
        400,
        "InvalidArgument",
        "Part number must be an integer between 1 and 10000, inclusive.",
        "0017-00000220"
    );

    /// <summary>UploadPart without partNumber; details ArgumentName (ResourceType) and ArgumentValue (partNumber).</summary>
    public static readonly OssError MissingPartNumber = Define(
        400,
        "InvalidArgument",
        "Unexpected query string parameter",
        "0017-00000219"
    );

    /// <summary>A part that shall be in the object was not uploaded, or not with this ETag; details PartNumber and ETag.</summary>
    public static readonly OssError InvalidPart = Define(
        400,
        "InvalidPart",
        "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag."
    );

    /// <summary>The parts of CompleteMultipartUpload are not in ascending order.</summary>
    public static readonly OssError InvalidPartOrder = Define(
        400,
        "InvalidPartOrder",
        "The list of parts was not in ascending order. The parts list must be specified in order by part number.",
        "0042-00000209"
    );

    /// <summary>A part other than the last has less than 100 KiB; details ETag, MinSizeAllowed, ProposedSize and PartNumber.</summary>
    public static readonly OssError PartTooSmall = Define(
        400,
        "EntityTooSmall",
        "Your proposed upload smaller than the minimum allowed size.",
        "0042-00000213"
    );

    /// <summary>The body of CompleteMultipartUpload is empty or no such document; detail ErrorDetail.</summary>
    public static readonly OssError MalformedXmlComplete = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0042-00000205"
    );

    /// <summary>CompleteMultipartUpload has both x-oss-complete-all and a body; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError CompleteAllWithBody = Define(
        400,
        "InvalidArgument",
        "Should not speficy both complete all header and http body.",
        "0042-00000216"
    );

    /// <summary>x-oss-complete-all is not yes; details ArgumentName and ArgumentValue.</summary>
    public static readonly OssError InvalidCompleteAll = Define(
        400,
        "InvalidArgument",
        "x-oss-complete-all must be yes."
    );

    /// <summary>max-parts of ListParts is not an integer from 1 to 1000.</summary>
    public static readonly OssError ListPartsMaxPartsOutOfRange = Define(
        400,
        "InvalidArgument",
        "Argument max-parts must be an integer between 1 and 1000."
    );

    /// <summary>part-number-marker of ListParts is not an integer from 0 to 10,000.</summary>
    public static readonly OssError PartNumberMarkerOutOfRange = Define(
        400,
        "InvalidArgument",
        "Argument part-number-marker must be an integer between 0 and 10000."
    );

    /// <summary>max-uploads of ListMultipartUploads is not an integer from 1 to 1000.</summary>
    public static readonly OssError ListUploadsMaxUploadsOutOfRange = Define(
        400,
        "InvalidArgument",
        "Argument max-uploads must be an integer between 1 and 1000."
    );
}
