namespace Ossa.Protocol.Errors;

// What a signed URL says, and when.
public static partial class OssErrors
{
    /// <summary>A V4 URL is used after x-oss-date plus x-oss-expires.</summary>
    public static readonly OssError UrlExpiredV4 = Define(403, "AccessDenied", "Request has expired.", "0002-00000236");

    /// <summary>A V1 URL is used after Expires.</summary>
    public static readonly OssError UrlExpiredV1 = Define(403, "AccessDenied", "Request has expired.", "0002-00000069");

    /// <summary>A V4 URL is used more than 15 minutes before its x-oss-date.</summary>
    public static readonly OssError UrlNotYetValidV4 = Define(
        403,
        "AccessDenied",
        "Request is not yet valid.",
        "0002-00000235"
    );

    /// <summary>A V4 URL lacks x-oss-expires.</summary>
    public static readonly OssError ExpiresMissingV4 = Define(
        400,
        "InvalidArgument",
        "Query-string authentication requires the x-oss-expires parameter.",
        "0002-00000215"
    );

    /// <summary>A V4 URL has an empty x-oss-expires.</summary>
    public static readonly OssError ExpiresEmptyV4 = Define(
        400,
        "InvalidArgument",
        "The x-oss-expires parameter must not be empty.",
        "0002-00000216"
    );

    /// <summary>x-oss-expires of a V4 URL is no number of seconds from 1 to 604800 (7 days).</summary>
    public static readonly OssError ExpiresOutOfRangeV4 = Define(
        400,
        "InvalidArgument",
        "The x-oss-expires parameter must be an integer between 1 and 604800.",
        "0002-00000232"
    );

    /// <summary>A V4 URL lacks x-oss-credential.</summary>
    public static readonly OssError CredentialMissingV4 = Define(
        400,
        "InvalidArgument",
        "Query-string authentication requires the x-oss-credential parameter.",
        "0002-00000217"
    );

    /// <summary>A V4 URL lacks x-oss-signature.</summary>
    public static readonly OssError SignatureMissingV4 = Define(
        400,
        "InvalidArgument",
        "Query-string authentication requires the x-oss-signature parameter.",
        "0002-00000219"
    );

    /// <summary>A V4 URL has an empty x-oss-signature.</summary>
    public static readonly OssError SignatureEmptyV4 = Define(
        400,
        "InvalidArgument",
        "The x-oss-signature parameter must not be empty.",
        "0002-00000220"
    );

    /// <summary>The scope's date of a V4 URL is not a day, or not the day of x-oss-date.</summary>
    public static readonly OssError UrlSigningDateV4 = Define(
        400,
        "InvalidArgument",
        "Invalid signing date in x-oss-credential.",
        "0002-00000223"
    );

    /// <summary>The access key part of x-oss-credential has characters that no access key id has.</summary>
    public static readonly OssError UrlAccessKeyCharactersV4 = Define(
        400,
        "InvalidArgument",
        "Invalid access key id in x-oss-credential.",
        "0002-00000222"
    );

    /// <summary>x-oss-credential of a V4 URL does not follow its form.</summary>
    public static readonly OssError UrlCredentialV4 = Define(
        400,
        "InvalidArgument",
        "The x-oss-credential parameter must have the form AccessKeyId/Date/Region/oss/aliyun_v4_request.",
        "0002-00000224"
    );

    /// <summary>The scope's region of a V4 URL is not the region of the server.</summary>
    public static readonly OssError UrlSigningRegion = Define(
        400,
        "InvalidArgument",
        "Invalid signing region",
        "0002-00000228"
    );

    /// <summary>A V1 URL lacks Expires.</summary>
    public static readonly OssError UrlExpiresMissingV1 = Define(
        403,
        "AccessDenied",
        "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters",
        "0002-00000067"
    );

    /// <summary>A V1 URL has an empty Expires.</summary>
    public static readonly OssError UrlExpiresEmptyV1 = Define(
        403,
        "AccessDenied",
        "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters",
        "0002-00000068"
    );

    /// <summary>A V1 URL lacks OSSAccessKeyId.</summary>
    public static readonly OssError UrlAccessKeyMissingV1 = Define(
        403,
        "AccessDenied",
        "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters",
        "0002-00000071"
    );

    /// <summary>A V1 URL has an empty OSSAccessKeyId.</summary>
    public static readonly OssError UrlAccessKeyEmptyV1 = Define(
        403,
        "AccessDenied",
        "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters",
        "0002-00000072"
    );

    /// <summary>OSSAccessKeyId of a V1 URL has characters that no access key id has.</summary>
    public static readonly OssError UrlAccessKeyCharactersV1 = Define(
        403,
        "InvalidAccessKeyId",
        "The OSS Access Key Id you provided contains non-acceptable characters",
        "0002-00000073"
    );

    /// <summary>A V1 URL lacks Signature.</summary>
    public static readonly OssError UrlSignatureMissingV1 = Define(
        403,
        "AccessDenied",
        "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters",
        "0002-00000074"
    );

    /// <summary>A V1 URL has an empty Signature.</summary>
    public static readonly OssError UrlSignatureEmptyV1 = Define(
        403,
        "AccessDenied",
        "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters",
        "0002-00000075"
    );

    /// <summary>Expires of a V1 URL is no number of seconds.</summary>
    public static readonly OssError UrlExpiresNotANumberV1 = Define(
        403,
        "AccessDenied",
        "Invalid date (should be seconds since epoch).",
        "0002-00000070"
    );
}
