using Ossa.Protocol.Errors;

namespace Ossa.Server.Rpc;

/// <summary>
/// The refusals of RPC requests. See https://api.alibabacloud.com/document/Sts/2015-04-01/errorCode.
/// </summary>
internal static class RpcErrors
{
    public static readonly OssError UnknownAction = new(
        404,
        "InvalidAction.NotFound",
        "Specified api is not found, please check your url and method.",
        null
    );

    public static readonly OssError UnknownParameter = new(
        400,
        "InvalidParameter",
        "The action does not take a parameter that is there.",
        null
    );

    public static readonly OssError PolicyType = new(
        400,
        "InvalidParameter.PolicyType",
        "The type of a policy is Custom or System.",
        null
    );

    public static readonly OssError KeyStatus = new(
        400,
        "InvalidParameter.Status",
        "The status of an access key is Active or Inactive.",
        null
    );

    public static readonly OssError MaxItems = new(
        400,
        "InvalidParameter.MaxItems",
        "A page has 1 to 1000 items.",
        null
    );

    public static readonly OssError Ambiguous = new(400, "InvalidParameter", "A parameter stands twice.", null);

    public static readonly OssError BodyTooLarge = new(413, "InvalidParameter", "The form is too large.", null);

    public static readonly OssError BodyMalformed = new(
        400,
        "InvalidParameter",
        "The form is not well formatted.",
        null
    );

    public static readonly OssError Format = new(
        400,
        "InvalidParameter.Format",
        "Specified parameter format is not valid.",
        null
    );

    public static readonly OssError SignatureMethod = new(
        400,
        "InvalidSignatureMethod",
        "Specified signature method is not valid.",
        null
    );

    public static readonly OssError SignatureMismatch = new(
        400,
        "SignatureDoesNotMatch",
        "Specified signature is not matched with our calculation.",
        null
    );

    public static readonly OssError IncompleteSignature = new(
        400,
        "IncompleteSignature",
        "The request signature does not conform to the standards: a header that counts is missing or not signed.",
        null
    );

    public static readonly OssError NonceTooLong = new(
        400,
        "InvalidParameter.SignatureNonce",
        "A signature nonce has 128 characters at most.",
        null
    );

    public static readonly OssError NonceUsed = new(
        400,
        "SignatureNonceUsed",
        "Specified signature nonce was used already.",
        null
    );

    public static readonly OssError TimestampFormat = new(
        400,
        "InvalidTimeStamp.Format",
        "Specified time stamp or date value is not well formatted.",
        null
    );

    public static readonly OssError TimestampExpired = new(
        400,
        "InvalidTimeStamp.Expired",
        "Specified time stamp or date value is expired.",
        null
    );

    public static readonly OssError UnknownAccessKey = new(
        404,
        "InvalidAccessKeyId.NotFound",
        "Specified access key is not found.",
        null
    );

    public static readonly OssError DisabledAccessKey = new(
        400,
        "InvalidAccessKeyId.Inactive",
        "Specified access key is disabled.",
        null
    );

    public static readonly OssError TokenExpired = new(
        400,
        "InvalidSecurityToken.Expired",
        "Specified SecurityToken is expired.",
        null
    );

    public static readonly OssError TokenMalformed = new(
        400,
        "InvalidSecurityToken.Malformed",
        "Specified SecurityToken is malformed.",
        null
    );

    /// <summary>As <see cref="Missing"/> has it.</summary>
    public static readonly OssError TokenLost = Missing("SecurityToken");

    public static readonly OssError TokenOfAnotherKey = new(
        400,
        "InvalidSecurityToken.MismatchWithAccessKey",
        "Specified SecurityToken mismatch with the AccessKey.",
        null
    );

    public static readonly OssError RootMayNotAssume = new(
        403,
        "NoPermission",
        "Roles may not be assumed by root accounts.",
        null
    );

    public static readonly OssError NoPermission = new(
        403,
        "NoPermission",
        "You are not authorized to do this action. You should be authorized by RAM.",
        null
    );

    public static readonly OssError RoleArn = new(
        400,
        "InvalidParameter.RoleArn",
        "The parameter RoleArn is wrongly formed.",
        null
    );

    public static readonly OssError RoleSessionName = new(
        400,
        "InvalidParameter.RoleSessionName",
        "The parameter RoleSessionName is wrongly formed.",
        null
    );

    public static readonly OssError DurationSeconds = new(
        400,
        "InvalidParameter.DurationSeconds",
        "The Min/Max value of DurationSeconds is 15min/1hr.",
        null
    );

    public static readonly OssError PolicyGrammar = new(
        400,
        "InvalidParameter.PolicyGrammar",
        "The parameter Policy has not passed grammar check.",
        null
    );

    public static readonly OssError PolicySize = new(
        400,
        "InvalidParameter.PolicySize",
        "The size of Policy must be smaller than 2048 bytes.",
        null
    );

    public static readonly OssError ExternalId = new(
        400,
        "InvalidParameter.ExternalId",
        "The parameter ExternalId is wrongly formed.",
        null
    );

    /// <summary>A parameter that is not there has an error of its own name.</summary>
    public static OssError Missing(string parameter) =>
        new(400, "Missing" + parameter, $"{parameter} is mandatory for this action.", null);
}
