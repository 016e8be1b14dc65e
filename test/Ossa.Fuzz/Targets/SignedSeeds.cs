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

    /// <summary>Requests that a server with the bucket and the key grants.</summary>
    private static readonly SignableRequest[] Served =
    [
        new("GET", null, null, [new("prefix", "b")], []),
        new("GET", "bucket", null, [new("list-type", "2"), new("prefix", "k")], []),
        new("GET", "bucket", null, [new("acl", "")], []),
        new("GET", "bucket", "key", [], []),
        new("HEAD", "bucket", "key", [], []),
        new("PUT", "bucket", "folder/key \u00e4?", [], [new("Content-Type", "text/plain"), new("x-oss-meta-a", "b")]),
    ];

    /// <summary>Requests with signatures of both versions in their headers, one of them with a token.</summary>
    public static IReadOnlyList<SignableRequest> Headers { get; } = InHeaders(Requests, Key, Temporary);

    /// <summary>Requests with signatures of both versions in their URLs, one of them with a token.</summary>
    public static IReadOnlyList<SignableRequest> Urls { get; } = InUrls(Requests, Temporary, Key);

    /// <summary>Requests that a server grants, signed in all these ways.</summary>
    public static IReadOnlyList<SignableRequest> Granted { get; } =
    [.. InHeaders(Served, Key, Key), .. InUrls(Served, Key, Key)];

    private static SignableRequest[] InHeaders(SignableRequest[] requests, AccessKey v4, AccessKey v1) =>
        [
            .. requests.Select(request =>
                WithHeaders(request, SignatureV4.Authorize(v4, Region, CredentialScope.OssProduct, Noon, request))
            ),
            .. requests.Select(request => WithHeaders(request, SignatureV1.Authorize(v1, Noon, request))),
        ];

    private static SignableRequest[] InUrls(SignableRequest[] requests, AccessKey v4, AccessKey v1) =>
        [
            .. requests.Select(request =>
                request with
                {
                    Query = SignatureV4.Presign(v4, Region, CredentialScope.OssProduct, Noon, ExpiresSeconds, request),
                }
            ),
            .. requests.Select(request =>
                request with
                {
                    Query = SignatureV1.Presign(v1, Noon.AddSeconds(ExpiresSeconds), request),
                }
            ),
        ];

    private static SignableRequest WithHeaders(
        SignableRequest request,
        IEnumerable<KeyValuePair<string, string>> added
    ) => request with { Headers = [.. request.Headers, .. added] };
}
