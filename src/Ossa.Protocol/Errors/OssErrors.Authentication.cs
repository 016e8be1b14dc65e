namespace Ossa.Protocol.Errors;

// Who asks: the Authorization header and the signed URL.
public static partial class OssErrors
{
    /// <summary>A V4 signature, in header or URL, is not the one computed.</summary>
    public static readonly OssError SignatureDoesNotMatchV4 = Define(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        "0002-00000201"
    );

    /// <summary>A V1 signature, in header or URL, is not the one computed.</summary>
    public static readonly OssError SignatureDoesNotMatchV1 = Define(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        "0002-00000040"
    );

    /// <summary>A signed URL is bound to addresses, and is used from elsewhere or is not what was signed.</summary>
    public static readonly OssError SignatureDoesNotMatchAddress = Define(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        "0002-00000602"
    );

    /// <summary>The same, bound to a private network of the cloud.</summary>
    public static readonly OssError SignatureDoesNotMatchVpc = Define(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
        "0002-00000603"
    );

    /// <summary>The request is signed in the header and in the URL at once.</summary>
    public static readonly OssError BothSignatures = Define(
        400,
        "InvalidArgument",
        "Either the Signature query string parameter or the Authorization header should be specified, not both.",
        "0002-00000039"
    );

    /// <summary>The scheme of the Authorization header is not one that the service knows.</summary>
    public static readonly OssError UnsupportedAuthorization = Define(
        400,
        "InvalidArgument",
        "Unsupported Authorization Type",
        "0002-00000002"
    );

    /// <summary>The Authorization header begins like OSS but does not follow the form.</summary>
    public static readonly OssError InvalidAuthorizationHeader = Define(
        400,
        "InvalidArgument",
        "Authorization header is invalid.",
        "0002-00000061"
    );

    /// <summary>A V1 Authorization header is not an access key id and a signature with one colon between them.</summary>
    public static readonly OssError AuthorizationFieldsV1 = Define(
        400,
        "InvalidArgument",
        "Authorization header is invalid.",
        "0002-00000062"
    );

    /// <summary>A V1 Authorization header has no access key id before its colon.</summary>
    public static readonly OssError AccessKeyEmptyV1 = Define(
        400,
        "InvalidArgument",
        "Authorization header is invalid.",
        "0002-00000063"
    );

    /// <summary>A V1 Authorization header has no signature after its colon.</summary>
    public static readonly OssError SignatureEmptyV1 = Define(
        400,
        "InvalidArgument",
        "Authorization header is invalid.",
        "0002-00000065"
    );

    /// <summary>x-oss-signature-version of a signed URL is missing or unknown.</summary>
    public static readonly OssError UnsupportedSignatureVersion = Define(
        400,
        "InvalidArgument",
        "The signature version is not supported.",
        "0002-00000066"
    );

    /// <summary>A V4 Authorization header lacks a field, repeats one, or has one too many.</summary>
    public static readonly OssError AuthorizationFieldsV4 = Define(
        400,
        "InvalidArgument",
        "Authorization header is invalid, bad num of Items in Authorization header.",
        "0002-00000202"
    );

    /// <summary>The access key part of a V4 header's Credential has characters that no access key id has.</summary>
    public static readonly OssError CredentialCharactersV4 = Define(
        400,
        "InvalidArgument",
        "Invalid access key id in Authorization header.",
        "0002-00000206"
    );

    /// <summary>AdditionalHeaders of a V4 signature is present but empty.</summary>
    public static readonly OssError AdditionalHeadersEmptyV4 = Define(
        400,
        "InvalidArgument",
        "AdditionalHeaders must not be empty.",
        "0002-00000209"
    );

    /// <summary>AdditionalHeaders of a V4 signature has an empty item, such as one after a trailing semicolon.</summary>
    public static readonly OssError AdditionalHeadersMalformedV4 = Define(
        400,
        "InvalidArgument",
        "AdditionalHeaders is malformed.",
        "0002-00000210"
    );

    /// <summary>The scope's date of a V4 header is not a day, or not the day of the request's date.</summary>
    public static readonly OssError InvalidSigningDateV4 = Define(
        400,
        "InvalidArgument",
        "Invalid signing date in Authorization header.",
        "0002-00000212"
    );

    /// <summary>The Credential of a V4 header does not end in aliyun_v4_request.</summary>
    public static readonly OssError InvalidCredentialV4 = Define(
        400,
        "InvalidArgument",
        "Invalid credential in Authorization header.",
        "0002-00000213"
    );

    /// <summary>The scope's region of a V4 header is not the region of the server.</summary>
    public static readonly OssError InvalidSigningRegion = Define(
        400,
        "InvalidArgument",
        "Invalid signing region in Authorization header.",
        "0002-00000226"
    );

    /// <summary>The scope's product of a V4 signature is not one of the object store.</summary>
    public static readonly OssError InvalidSigningProduct = Define(
        400,
        "InvalidArgument",
        "Invalid signing product in Authorization header.",
        "0002-00000227"
    );

    /// <summary>response-* parameters in a request without signature.</summary>
    public static readonly OssError AnonymousResponseOverrides = Define(
        400,
        "InvalidRequest",
        "Request specific response headers cannot be used for anonymous GET requests."
    );

    /// <summary>A signed request has neither a valid x-oss-date nor a valid Date.</summary>
    public static readonly OssError RequestDateMissing = Define(
        403,
        "AccessDenied",
        "OSS authentication requires a valid Date.",
        "0002-00000503"
    );

    /// <summary>The time of a header-signed request is more than 15 minutes off the server's.</summary>
    public static readonly OssError RequestTimeTooSkewed = Define(
        403,
        "RequestTimeTooSkewed",
        "The difference between the request time and the current time is too large.",
        "0002-00000504"
    );

    /// <summary>The access key id of a V1 header has characters that no access key id has.</summary>
    public static readonly OssError MalformedAccessKeyId = Define(
        403,
        "InvalidAccessKeyId",
        "The OSS Access Key Id you provided contains non-acceptable characters",
        "0002-00000901"
    );

    /// <summary>Nobody has this access key id.</summary>
    public static readonly OssError UnknownAccessKey = Define(
        403,
        "InvalidAccessKeyId",
        "The OSS Access Key Id you provided does not exist in our records.",
        "0002-00000902"
    );

    /// <summary>The access key exists but is switched off.</summary>
    public static readonly OssError DisabledAccessKey = Define(
        403,
        "InvalidAccessKeyId",
        "The OSS Access Key Id you provided is disabled.",
        "0002-00000903"
    );

    /// <summary>The access key may not be used from this address or in this way.</summary>
    public static readonly OssError RestrictedAccessKey = Define(
        403,
        "InvalidAccessKeyId",
        "The OSS Access Key Id you provided is disabled.",
        "0002-00000904"
    );

    /// <summary>A request signed in the URL carries its security token in a header.</summary>
    public static readonly OssError TokenOnlyInHeader = Define(
        400,
        "InvalidRequest",
        "Security-token must be provided by query string parameter.",
        "0002-00000005"
    );

    /// <summary>An access key of temporary credentials comes without its security token; detail OSSAccessKeyId.</summary>
    public static readonly OssError TokenLost = Define(
        403,
        "InvalidAccessKeyId",
        "The OSS Access Key Id you provided does not exist in our records. The Security Token may be lost to specify that it is a STS Access Id.",
        "0002-00000003"
    );

    /// <summary>The security token was issued with another access key.</summary>
    public static readonly OssError TokenOfAnotherKey = Define(
        403,
        "AccessKeyIdAndSecurityTokenNotMatch",
        "The Access Key Id and the security token you provided do not belong together.",
        "0002-00000004"
    );

    /// <summary>The security token is none that was issued here, or its role is gone.</summary>
    public static readonly OssError InvalidSecurityToken = Define(
        403,
        "InvalidSecurityToken",
        "The security token you provided is invalid.",
        "0002-00000006"
    );

    /// <summary>The temporary credentials are past their end.</summary>
    public static readonly OssError SecurityTokenExpired = Define(
        403,
        "SecurityTokenExpired",
        "The security token you provided has expired.",
        "0002-00000007"
    );
}
