namespace Ossa.Protocol.Errors;

// Cross-origin requests and the rules for them.
public static partial class OssErrors
{
    /// <summary>GetBucketCors of a bucket without rules.</summary>
    public static readonly OssError NoSuchCorsConfiguration = Define(
        404,
        "NoSuchCORSConfiguration",
        "The CORS Configuration does not exist.",
        "0034-00000001"
    );

    /// <summary>A CORS configuration without a CORSRule.</summary>
    public static readonly OssError MalformedXmlCorsNoRule = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0034-00000002"
    );

    /// <summary>A CORS rule without AllowedMethod, or with one other than GET, PUT, DELETE, POST and HEAD.</summary>
    public static readonly OssError MalformedXmlCorsMethod = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema.",
        "0034-00000011"
    );

    /// <summary>A CORS configuration that is not the document that it should be: wrong elements, too many rules, wildcards.</summary>
    public static readonly OssError MalformedXmlCors = Define(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema."
    );

    /// <summary>A preflight for a bucket without CORS rules.</summary>
    public static readonly OssError CorsNotEnabled = Define(
        403,
        "AccessForbidden",
        "CORSResponse: CORS is not enabled for this bucket."
    );

    /// <summary>A preflight that no rule allows; spelled as the service spells it.</summary>
    public static readonly OssError CorsForbidden = Define(
        403,
        "AccessForbidden",
        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec."
    );

    /// <summary>An OPTIONS request without Origin.</summary>
    public static readonly OssError PreflightWithoutOrigin = Define(
        400,
        "BadRequest",
        "Insufficient information. Origin request header needed."
    );

    /// <summary>An OPTIONS request without Access-Control-Request-Method.</summary>
    public static readonly OssError PreflightWithoutMethod = Define(
        400,
        "BadRequest",
        "Insufficient information. Request Access-Control-Request-Method header needed."
    );

    /// <summary>PutBucketCors with more rules than a bucket may have.</summary>
    public static readonly OssError TooManyCorsRules = Define(
        400,
        "CORSRuleBeyondLimit",
        "The CORS Rules num is beyond limit."
    );
}
