using Ossa.Protocol.Signing;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>The four ways to sign, behind one face.</summary>
public sealed record SigningScheme(string Name, Func<AccessKey, DateTimeOffset, SignableRequest, SignableRequest> Sign)
{
    public const string Region = "cn-hangzhou";
    public const int ExpiresSeconds = 600;

    public static readonly SigningScheme V4Header = new(
        "V4 header",
        (key, now, request) =>
            request.WithHeaders(SignatureV4.Authorize(key, Region, CredentialScope.OssProduct, now, request))
    );

    public static readonly SigningScheme V4Url = new(
        "V4 URL",
        (key, now, request) =>
            request with
            {
                Query = SignatureV4.Presign(key, Region, CredentialScope.OssProduct, now, ExpiresSeconds, request),
            }
    );

    public static readonly SigningScheme V1Header = new(
        "V1 header",
        (key, now, request) => request.WithHeaders(SignatureV1.Authorize(key, now, request))
    );

    public static readonly SigningScheme V1Url = new(
        "V1 URL",
        (key, now, request) =>
            request with
            {
                Query = SignatureV1.Presign(key, now.AddSeconds(ExpiresSeconds), request),
            }
    );

    public static readonly IReadOnlyList<SigningScheme> All = [V4Header, V4Url, V1Header, V1Url];

    public override string ToString() => Name;
}
