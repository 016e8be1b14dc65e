namespace Ossa.Protocol.Errors;

// Uploads by HTML form (PostObject) and their policies.
public static partial class OssErrors
{
    /// <summary>x-oss-signature-version of a form is unknown.</summary>
    public static readonly OssError PostSignatureVersion = Define(
        400,
        "InvalidArgument",
        "The signature version is not supported.",
        "0002-00000701"
    );

    /// <summary>A signed form lacks its policy.</summary>
    public static readonly OssError PostPolicyMissing = Define(
        400,
        "InvalidArgument",
        "The bucket POST must contain the specified 'policy'. If it is specified, please check the order of the fields",
        "0002-00000702"
    );

    /// <summary>A signed form lacks its signature.</summary>
    public static readonly OssError PostSignatureMissing = Define(
        400,
        "InvalidArgument",
        "The bucket POST must contain the specified 'Signature'. If it is specified, please check the order of the fields",
        "0002-00000703"
    );

    /// <summary>A signed form has an empty signature.</summary>
    public static readonly OssError PostSignatureEmpty = Define(
        400,
        "InvalidArgument",
        "Post request signature is empty.",
        "0002-00000704"
    );

    /// <summary>The form's signature is not the one computed.</summary>
    public static readonly OssError PostSignatureDoesNotMatch = Define(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        "0002-00000705"
    );

    /// <summary>A signed form lacks OSSAccessKeyId before its file.</summary>
    public static readonly OssError PostAccessKeyIdMissing = Define(
        400,
        "InvalidArgument",
        "The bucket POST must contain the specified 'OSSAccessKeyId'. If it is specified, please check the order of the fields",
        "0002-00000706"
    );

    /// <summary>The access key part of a form's x-oss-credential has characters that no access key id has.</summary>
    public static readonly OssError PostCredentialCharacters = Define(
        400,
        "InvalidArgument",
        "Invalid access key id in x-oss-credential.",
        "0002-00000708"
    );

    /// <summary>The date of a form's x-oss-credential is not a day, or not the day of x-oss-date.</summary>
    public static readonly OssError PostSigningDate = Define(
        400,
        "InvalidArgument",
        "The signing date in credential is invalid.",
        "0002-00000709"
    );

    /// <summary>A form's x-oss-credential does not follow its form.</summary>
    public static readonly OssError PostCredential = Define(
        400,
        "InvalidArgument",
        "The credential must have the form AccessKeyId/Date/Region/oss/aliyun_v4_request.",
        "0002-00000710"
    );

    /// <summary>The region of a form's x-oss-credential is not the region of the server.</summary>
    public static readonly OssError PostSigningRegion = Define(
        400,
        "InvalidArgument",
        "The signing region in credential is invalid.",
        "0002-00000715"
    );

    /// <summary>The policy's expiration has passed.</summary>
    public static readonly OssError PostPolicyExpired = Define(
        403,
        "AccessDenied",
        "Invalid according to Policy: Policy expired.",
        "0006-00000213"
    );

    /// <summary>content-length-range with its maximum below its minimum.</summary>
    public static readonly OssError PostPolicyRangeInverted = Define(
        400,
        "InvalidPolicyDocument",
        "Invalid Policy: The maximum of content-length-range is less than its minimum.",
        "0006-00000219"
    );

    /// <summary>content-length-range whose minimum is no number of bytes.</summary>
    public static readonly OssError PostPolicyRangeMinimum = Define(
        400,
        "InvalidPolicyDocument",
        "Invalid Policy: The minimum of content-length-range is not a number.",
        "0006-00000220"
    );

    /// <summary>content-length-range whose maximum is no number of bytes.</summary>
    public static readonly OssError PostPolicyRangeMaximum = Define(
        400,
        "InvalidPolicyDocument",
        "Invalid Policy: The maximum of content-length-range is not a number.",
        "0006-00000221"
    );

    /// <summary>A condition with an element of the wrong JSON type.</summary>
    public static readonly OssError PostPolicyConditionType = Define(
        400,
        "InvalidPolicyDocument",
        "Invalid Policy: A condition has an element of a wrong type.",
        "0006-00000223"
    );

    /// <summary>The policy is not base64 of a JSON document.</summary>
    public static readonly OssError PostPolicyInvalidJson = Define(
        400,
        "InvalidPolicyDocument",
        "Invalid Policy: Invalid JSON: the policy could not be read."
    );

    /// <summary>The policy lacks expiration or conditions.</summary>
    public static readonly OssError PostPolicyInvalid = Define(
        400,
        "InvalidPolicyDocument",
        "Invalid Policy: The policy lacks a valid expiration or a list of conditions."
    );

    /// <summary>The policy names a field that the form lacks.</summary>
    public static readonly OssError PostPolicyFieldMissing = Define(
        403,
        "AccessDenied",
        "Invalid according to Policy: Policy Condition failed: ",
        "0006-00000226"
    );

    /// <summary>A field of the form does not meet its condition.</summary>
    public static readonly OssError PostPolicyConditionFailed = Define(
        403,
        "AccessDenied",
        "Invalid according to Policy: Policy Condition failed: "
    );

    /// <summary>A condition in object form without exactly one property.</summary>
    public static readonly OssError PostPolicySimpleCondition = Define(
        400,
        "InvalidPolicyDocument",
        "Invalid Policy: Invalid Simple-Condition: Simple-Conditions must have exactly one property specified."
    );

    /// <summary>A form upload whose Content-Type is not multipart/form-data.</summary>
    public static readonly OssError PostNotMultipart = Define(
        400,
        "RequestIsNotMultiPartContent",
        "Bucket POST must be of the enclosure-type multipart/form-data."
    );

    /// <summary>A form upload without the field that names the object, or with it behind the file.</summary>
    public static readonly OssError PostKeyMissing = Define(
        400,
        "InvalidArgument",
        "The bucket POST must contain the specified 'key'. If it is specified, please check the order of the fields"
    );

    /// <summary>A field of a form upload does not begin with a Content-Disposition of form data and a name.</summary>
    public static readonly OssError PostSectionMalformed = Define(
        400,
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
        "0006-00000109"
    );

    /// <summary>A form upload without a file.</summary>
    public static readonly OssError PostFileMissing = Define(
        400,
        "IncorrectNumberOfFilesInPOSTRequest",
        "POST requires exactly one file upload per request.",
        "0006-00000107"
    );

    /// <summary>The body of a form upload cannot be read, or something follows the file.</summary>
    public static readonly OssError PostMalformed = Define(
        400,
        "MalformedPOSTRequest",
        "The body of your POST request is not well-formed multipart/form-data.",
        "0006-00000104"
    );

    /// <summary>A form upload with several files.</summary>
    public static readonly OssError PostFileCount = Define(
        400,
        "IncorrectNumberOfFilesInPOSTRequest",
        "POST requires exactly one file upload per request."
    );

    /// <summary>A field of a form upload is longer than the service takes.</summary>
    public static readonly OssError PostFieldTooLong = Define(
        400,
        "FieldItemTooLong",
        "Your name of form field is too long."
    );

    /// <summary>The fields before the file are larger than the service takes.</summary>
    public static readonly OssError PostFieldsTooLarge = Define(
        400,
        "MaxPOSTPreDataLengthExceededError",
        "Your POST request fields preceding the upload file were too large.",
        "0006-00000112"
    );
}
