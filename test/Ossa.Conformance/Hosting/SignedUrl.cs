using Ossa.Protocol.Signing;

namespace Ossa.Conformance.Hosting;

/// <summary>V4 signed URLs in path style, for requests that a test sends itself or hands to another program.</summary>
public static class SignedUrl
{
    /// <summary>Signs a request to a bucket or, with a key, to an object. Whoever sends it sets no header that V4 signs.</summary>
    public static Uri Create(
        Uri endpoint,
        AccessKey accessKey,
        HttpMethod method,
        string bucket,
        string? key,
        DateTimeOffset signedAt,
        TimeSpan validity,
        params IReadOnlyList<KeyValuePair<string, string>> query
    )
    {
        var signed = SignatureV4.Presign(
            accessKey,
            OssaProcess.Region,
            CredentialScope.OssProduct,
            signedAt,
            (int)validity.TotalSeconds,
            new SignableRequest(method.Method, bucket, key, query, [])
        );
        var path = string.Join('/', (key ?? "").Split('/').Select(Uri.EscapeDataString));
        var parameters = signed.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}");
        return new Uri(endpoint, $"{bucket}/{path}?{string.Join('&', parameters)}");
    }

    /// <summary>As the other, for the next ten minutes.</summary>
    public static Uri Create(
        OssaProcess server,
        HttpMethod method,
        string bucket,
        string? key,
        params IReadOnlyList<KeyValuePair<string, string>> query
    ) =>
        Create(
            server.Endpoint,
            server.Key,
            method,
            bucket,
            key,
            TimeProvider.System.GetUtcNow(),
            TimeSpan.FromMinutes(10),
            query
        );
}
