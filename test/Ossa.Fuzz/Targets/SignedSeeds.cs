using Ossa.Fuzz.Requests;
using Ossa.Protocol.Signing;

namespace Ossa.Fuzz.Targets;

/// <summary>Requests that were signed: what a mutation of one of them must not be mistaken for.</summary>
internal static class SignedSeeds
{
    public const string Region = "cn-hangzhou";

    public static readonly AccessKey Key = new("fuzz-key", "fuzz-secret");

    public static readonly DateTimeOffset Noon = new(2025, 2, 3, 12, 0, 0, TimeSpan.Zero);

    private const int ExpiresSeconds = 3600;

    private static readonly AccessKey Temporary = Key with { SecurityToken = "token" };

    private static readonly SignableRequest[] Requests =
    [
        new("GET", null, null, [new("prefix", "a")], [new("Host", "localhost")]),
        new("GET", "bucket", null, [new("list-type", "2"), new("prefix", "a b/\u00e4"), new("acl", "")], []),
        new(
            "PUT",
            "bucket",
            "folder/key \u00e4+?",
            [new("partNumber", "1"), new("uploadId", "A0")],
            [new("Content-Type", "text/plain"), new("x-oss-meta-a", "b"), new("Host", "localhost")]
        )
        {
            AdditionalHeaders = ["host"],
        },
        new("HEAD", "bucket", "key", [], [new("x-oss-meta-empty", "")]),
    ];

    /// <summary>Requests with signatures of both versions in their headers.</summary>
    public static IReadOnlyList<SignableRequest> Headers { get; } =
    [
        .. Requests.Select(request =>
            WithHeaders(request, SignatureV4.Authorize(Key, Region, CredentialScope.OssProduct, Noon, request))
        ),
        .. Requests.Select(request => WithHeaders(request, SignatureV1.Authorize(Temporary, Noon, request))),
    ];

    /// <summary>Requests with signatures of both versions in their URLs.</summary>
    public static IReadOnlyList<SignableRequest> Urls { get; } =
    [
        .. Requests.Select(request =>
            request with
            {
                Query = SignatureV4.Presign(
                    Temporary,
                    Region,
                    CredentialScope.OssProduct,
                    Noon,
                    ExpiresSeconds,
                    request
                ),
            }
        ),
        .. Requests.Select(request =>
            request with
            {
                Query = SignatureV1.Presign(Key, Noon.AddSeconds(ExpiresSeconds), request),
            }
        ),
    ];

    private static SignableRequest WithHeaders(
        SignableRequest request,
        IEnumerable<KeyValuePair<string, string>> added
    ) => request with { Headers = [.. request.Headers, .. added] };
}
