using CsCheck;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class TamperingTests
{
    private static readonly SignableRequest Template = new(
        "GET",
        "bucket",
        "dir/key.txt",
        [new("versionId", "v1"), new("x-oss-process", "image/info")],
        [new("Content-Type", "text/plain"), new("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="), new("x-oss-meta-a", "1")]
    );

    private static readonly (string What, Func<SignableRequest, SignableRequest> Change)[] OfAll =
    [
        ("method", request => request with { Method = "DELETE" }),
        ("bucket", request => request with { Bucket = "bucket2" }),
        ("key", request => request with { Key = request.Key + "x" }),
        ("key's first character", request => request with { Key = "x" + request.Key![1..] }),
        ("key's end", request => request with { Key = request.Key + "/" }),
        ("no key", request => request with { Key = null }),
        ("content type", request => request.WithHeader("content-type", "text/html")),
        ("no content type", request => request.WithoutHeader("content-type")),
        ("MD5", request => request.WithHeader("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")),
        ("metadata", request => request.WithHeader("x-oss-meta-a", "2")),
        ("further metadata", request => request.WithHeader("x-oss-meta-b", "2")),
        ("an ACL", request => request.WithHeader("x-oss-object-acl", "public-read")),
        ("no metadata", request => request.WithoutHeader("x-oss-meta-a")),
        ("version", request => request.WithParameter("versionId", "v2")),
        ("no version", request => request.WithoutParameter("versionId")),
        ("a sub-resource", request => request.WithParameter("acl", "")),
        ("an override", request => request.WithParameter("response-content-type", "text/html")),
    ];

    private static readonly (string What, Func<SignableRequest, SignableRequest> Change)[] OfV4 =
    [
        ("any parameter", request => request.WithParameter("utm_source", "chat")),
        ("a repeated parameter", request => request with { Query = [.. request.Query, new("versionId", "v0")] }),
        ("the payload's hash", request => request.WithHeader(OssHeaders.ContentSha256, "SIGNED")),
    ];

    private static readonly (string What, Func<SignableRequest, SignableRequest> Change)[] OfV4Url =
    [
        .. OfV4,
        ("expiry", request => request.WithParameter(V4Parameters.Expires, "604800")),
        ("date", request => request.WithParameter(V4Parameters.Date, "20250203T025326Z")),
        ("id", request => Replace(request, V4Parameters.Credential, "LTAI", "LTBI")),
        ("region", request => Replace(request, V4Parameters.Credential, "hangzhou", "shanghai")),
        ("additional headers", request => request.WithParameter(V4Parameters.AdditionalHeaders, "range")),
        ("token", request => request.WithParameter(V4Parameters.SecurityToken, "other")),
        ("a parameter without x-oss-", request => request.WithoutParameter("x-oss-process")),
        ("signature", request => request.WithParameter(V4Parameters.Signature, new string('0', 64))),
        ("signature's case", request => Upper(request, V4Parameters.Signature)),
    ];

    private static readonly (string What, Func<SignableRequest, SignableRequest> Change)[] OfV1Url =
    [
        ("expiry", request => request.WithParameter(V1Parameters.Expires, "4102444800")),
        ("the same expiry written otherwise", request => Replace(request, V1Parameters.Expires, "17", "017")),
        ("token", request => request.WithParameter(V1Parameters.SecurityToken, "other")),
        ("processing", request => request.WithParameter("x-oss-process", "image/resize,w_1")),
        ("further processing", request => request.WithParameter("x-oss-traffic-limit", "819200")),
        ("no processing", request => request.WithoutParameter("x-oss-process")),
        ("signature", request => request.WithParameter(V1Parameters.Signature, "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")),
    ];

    private static readonly (string What, Func<SignableRequest, SignableRequest> Change)[] OfHeaders =
    [
        ("date", request => request.WithHeader(OssHeaders.OssDate, "20250203T025326Z")),
        ("token", request => request.WithHeader(OssHeaders.SecurityToken, "other")),
    ];

    public static IEnumerable<TheoryDataRow<string, string>> Changes =>
        from scheme in SigningScheme.All
        from change in ChangesOf(scheme)
        select new TheoryDataRow<string, string>(scheme.Name, change.What);

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_changed_request_no_longer_verifies(string schemeName, string what)
    {
        var scheme = SigningScheme.All.Single(candidate => candidate.Name == schemeName);
        var (_, change) = ChangesOf(scheme).Single(candidate => candidate.What == what);
        var key = new AccessKey("LTAI5tExample", "secret", "token");
        Assert.True(SigningTime.TryParse("20250203T025325Z", out var now));
        var arrived = OverTheWire.Arrive(scheme.Sign(key, now, Template));

        Assert.True(IsTaken(arrived, key));
        Assert.False(IsTaken(change(arrived), key));
    }

    [Fact]
    public void Any_other_key_no_longer_verifies()
    {
        Gen.Select(SignableRequests.Key, SignableRequests.Key, Gen.OneOf<SigningScheme>([.. SigningScheme.All]))
            .Where((signed, other, _) => signed != other)
            .Sample(
                (signed, other, scheme) =>
                {
                    var key = new AccessKey("id", "secret");
                    var request = Template with { Key = signed, Query = [] };
                    var arrived = OverTheWire.Arrive(scheme.Sign(key, DateTimeOffset.UnixEpoch, request));
                    Assert.False(IsTaken(arrived with { Key = other }, key));
                },
                iter: 500
            );
    }

    private static IEnumerable<(string What, Func<SignableRequest, SignableRequest> Change)> ChangesOf(
        SigningScheme scheme
    ) =>
        scheme.Name switch
        {
            "V4 header" => [.. OfAll, .. OfV4, .. OfHeaders],
            "V4 URL" => [.. OfAll, .. OfV4Url],
            "V1 header" => [.. OfAll, .. OfHeaders],
            _ => [.. OfAll, .. OfV1Url],
        };

    /// <summary>Takes whatever a lenient server would take.</summary>
    private static bool IsTaken(SignableRequest arrived, AccessKey key)
    {
        try
        {
            return PresentedSignatures
                .Read(arrived)!
                .Value.Verify(arrived, new SigningSecret(key.Secret), strict: false, out _);
        }
        catch (OssException)
        {
            return false;
        }
    }

    private static SignableRequest Replace(SignableRequest request, string name, string old, string value) =>
        request.WithParameter(name, request.Parameter(name).Replace(old, value, StringComparison.Ordinal));

    private static SignableRequest Upper(SignableRequest request, string name) =>
        request.WithParameter(name, request.Parameter(name).ToUpperInvariant());
}
