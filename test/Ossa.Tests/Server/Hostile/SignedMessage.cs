using System.Security.Cryptography;
using Ossa.Protocol.Signing;

namespace Ossa.Tests.Server.Hostile;

/// <summary>A request that is signed and ready to be sent, once or again later.</summary>
/// <param name="Way">How it is signed.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its target.</param>
/// <param name="Headers">Its headers but for the host, which no signature covers here.</param>
/// <param name="Body">Its body, or null for none.</param>
internal sealed record SignedMessage(
    string Way,
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[]? Body = null
)
{
    private const string EmptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// <summary>The ways in which requests of objects are signed.</summary>
    public static readonly IReadOnlyList<string> ObjectWays =
    [
        "V4 header",
        "V4 URL",
        "V1 header",
        "V1 URL",
        "V4 form",
        "V1 form",
    ];

    /// <summary>The ways in which requests of RAM and STS are signed.</summary>
    public static readonly IReadOnlyList<string> RpcWays = ["RPC parameters", "RPC header"];

    /// <summary>A request for an object, or of who the caller is, signed in one way. Each is another one to RPC.</summary>
    /// <param name="way">The way.</param>
    /// <param name="key">Who signs.</param>
    /// <param name="now">The time of signing.</param>
    /// <param name="bucket">The object's bucket.</param>
    /// <param name="name">The object's key, which forms write.</param>
    /// <param name="host">The host, which the header of RPC covers.</param>
    public static SignedMessage Of(
        string way,
        AccessKey key,
        DateTimeOffset now,
        string bucket,
        string name,
        string host
    )
    {
        var request = new SignableRequest("GET", bucket, name, [], []);
        var path = TestServer.Target(bucket, name, []);
        return way switch
        {
            "V4 header" => Get(path, SignatureV4.Authorize(key, TestServer.Region, "oss", now, request)),
            "V4 URL" => Get(
                TestServer.Target(bucket, name, SignatureV4.Presign(key, TestServer.Region, "oss", now, 3600, request)),
                []
            ),
            "V1 header" => Get(path, SignatureV1.Authorize(key, now, request)),
            "V1 URL" => Get(TestServer.Target(bucket, name, SignatureV1.Presign(key, now.AddHours(1), request)), []),
            "V4 form" => Post(PostForm.WithKey(name).SignV4(now, key: key)),
            "V1 form" => Post(PostForm.WithKey(name).SignV1(now, key: key)),
            "RPC parameters" => Get("/?" + UriEncoding.EncodeQuery(Parameters(key, now)), []),
            "RPC header" => Get("/", Acs3(key, now, host)),
            _ => throw new ArgumentException($"Nothing is signed by {way}.", nameof(way)),
        };

        SignedMessage Get(string target, IReadOnlyList<KeyValuePair<string, string>> headers) =>
            new(way, "GET", target, headers);

        SignedMessage Post(PostForm form) =>
            new(way, "POST", $"/{bucket}/", [PostForm.ContentType], form.File([1]).ToBytes());
    }

    private static List<KeyValuePair<string, string>> Parameters(AccessKey key, DateTimeOffset now)
    {
        List<KeyValuePair<string, string>> parameters =
        [
            new("Action", "GetCallerIdentity"),
            new("Version", "2015-04-01"),
            new("AccessKeyId", key.Id),
            new("SignatureNonce", Nonce()),
            new("Timestamp", Iso(now)),
        ];
        if (key.SecurityToken is { } token)
        {
            parameters.Add(new("SecurityToken", token));
        }

        parameters.Add(new(RpcSignature.Parameter, RpcSignature.Sign(key.Secret, "GET", parameters)));
        return parameters;
    }

    private static List<KeyValuePair<string, string>> Acs3(AccessKey key, DateTimeOffset now, string host)
    {
        List<KeyValuePair<string, string>> headers =
        [
            new("x-acs-action", "GetCallerIdentity"),
            new("x-acs-content-sha256", EmptySha256),
            new("x-acs-date", Iso(now)),
            new("x-acs-signature-nonce", Nonce()),
            new("x-acs-version", "2015-04-01"),
        ];
        if (key.SecurityToken is { } token)
        {
            headers.Add(new("x-acs-security-token", token));
        }

        KeyValuePair<string, string>[] signed = [new("host", host), .. headers];
        var names = string.Join(';', signed.Select(header => header.Key).Order(StringComparer.Ordinal));
        var signature = Acs3Signature.Sign(key.Secret, "GET", [], signed, names, EmptySha256);
        headers.Add(
            new(
                "Authorization",
                $"{Acs3Signature.Scheme} Credential={key.Id},SignedHeaders={names},Signature={signature}"
            )
        );
        return [new("Host", host), .. headers];
    }

    private static string Iso(DateTimeOffset now) => $"{now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";

    private static string Nonce() => RandomNumberGenerator.GetHexString(32);
}
