using Ossa.Protocol.Signing;
using Ossa.Tests.Protocol.Signing;

namespace Ossa.Tests.Server.Refusals;

/// <summary>Well-signed requests for a private object, from which the rows of the table each deviate in one respect.</summary>
internal sealed record RefusalScene(string Method, DateTimeOffset Now)
{
    public const string Bucket = "private-bucket";
    public const string PublicBucket = "public-bucket";
    public const string Key = "docs/report.txt";

    public static readonly AccessKey Stranger = new("LTAInobody", "secret");
    public static readonly AccessKey Forger = TestServer.Key with { Secret = "wrong" };

    public SignableRequest Anonymous { get; } = new(Method, Bucket, Key, [], []);

    public string ServerTime => SigningTime.ToErrorTime(Now);

    public string Yesterday => SigningTime.ToScopeDay(Now.AddDays(-1));

    /// <summary>The credential of a V4 signature made now, or one that differs from it in a part.</summary>
    public string Credential(
        string? id = null,
        string? day = null,
        string region = TestServer.Region,
        string product = CredentialScope.OssProduct,
        string terminator = CredentialScope.Terminator
    ) => $"{id ?? TestServer.Key.Id}/{day ?? SigningTime.ToScopeDay(Now)}/{region}/{product}/{terminator}";

    public SignableRequest V4Url(AccessKey? key = null, TimeSpan since = default, SignableRequest? request = null)
    {
        request ??= Anonymous;
        return request with
        {
            Query = SignatureV4.Presign(
                key ?? TestServer.Key,
                TestServer.Region,
                CredentialScope.OssProduct,
                Now - since,
                SigningScheme.ExpiresSeconds,
                request
            ),
        };
    }

    public SignableRequest V4UrlWith(string parameter, string value) => V4Url().WithParameter(parameter, value);

    public SignableRequest V4UrlWithout(string parameter) => V4Url().WithoutParameter(parameter);

    public SignableRequest V4Header(AccessKey? key = null, TimeSpan since = default, SignableRequest? request = null) =>
        SigningScheme.V4Header.Sign(key ?? TestServer.Key, Now - since, request ?? Anonymous);

    public SignableRequest V4HeaderWith(string credential, string rest = ",Signature=00") =>
        V4Header().WithHeader("Authorization", $"OSS4-HMAC-SHA256 Credential={credential}{rest}");

    public SignableRequest V1Url(AccessKey? key = null, TimeSpan since = default) =>
        SigningScheme.V1Url.Sign(key ?? TestServer.Key, Now - since, Anonymous);

    public SignableRequest V1Header(AccessKey? key = null, TimeSpan since = default) =>
        SigningScheme.V1Header.Sign(key ?? TestServer.Key, Now - since, Anonymous);

    /// <summary>A time as errors write it, at the whole second to which signatures round it down.</summary>
    public string SecondsAfterNow(double seconds) =>
        SigningTime.ToErrorTime(DateTimeOffset.FromUnixTimeSeconds(Now.AddSeconds(seconds).ToUnixTimeSeconds()));
}
