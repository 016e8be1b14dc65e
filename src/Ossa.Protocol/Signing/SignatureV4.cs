using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Hashing;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>
/// Signature version 4 (OSS4-HMAC-SHA256), in the Authorization header and in the URL: the one place that builds its canonical
/// requests, for those who sign and those who verify.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4 and
/// https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls.
/// </summary>
public static class SignatureV4
{
    /// <summary>The algorithm's name in headers, URLs and strings to sign.</summary>
    public const string Algorithm = "OSS4-HMAC-SHA256";

    /// <summary>The payload part of requests whose body is not signed, which is all that clients send.</summary>
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    /// <summary>The longest that a signed URL may hold: seven days, in seconds.</summary>
    public const int MaxExpiresSeconds = 604_800;

    /// <summary>The name of the region that takes the scopes of all regions.</summary>
    public const string AnyRegion = "any";

    /// <summary>How far the clocks of client and server may be apart, either way.</summary>
    public static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The canonical request: method, path, query without x-oss-signature, signed headers, names of the additional headers, payload.
    /// </summary>
    /// <param name="request">
    /// The request with everything that it will carry: x-oss-date and the like among the headers, or the parameters of a signed URL
    /// in the query. Its additional headers are written as they are, present in the request or not.
    /// </param>
    public static byte[] CanonicalRequest(SignableRequest request)
    {
        using var output = CanonicalWriter.Rent();
        Canonicalize(output, request);
        return output.Written.ToArray();
    }

    /// <summary>The string to sign: algorithm, timestamp, scope and the SHA-256 of the canonical request.</summary>
    /// <param name="timestamp">x-oss-date as it is sent, or the Date header where there is no x-oss-date.</param>
    /// <param name="scope">The credential scope.</param>
    /// <param name="canonicalRequest">What <see cref="CanonicalRequest"/> built.</param>
    public static string StringToSign(string timestamp, CredentialScope scope, ReadOnlySpan<byte> canonicalRequest)
    {
        using var output = CanonicalWriter.Rent();
        WriteStringToSign(output, timestamp, scope, canonicalRequest);
        return Encoding.UTF8.GetString(output.Written);
    }

    /// <summary>The key that signs within one scope. It may be kept as long as the scope is the same.</summary>
    public static byte[] DeriveKey(string secret, CredentialScope scope)
    {
        var key = Hash(Encoding.UTF8.GetBytes("aliyun_v4" + secret), scope.Date);
        key = Hash(key, scope.Region);
        key = Hash(key, scope.Product);
        return Hash(key, CredentialScope.Terminator);
    }

    /// <summary>The signature: lower-case hex of the string's HMAC-SHA256.</summary>
    /// <param name="derivedKey">What <see cref="DeriveKey"/> made.</param>
    /// <param name="stringToSign">What <see cref="StringToSign"/> built; for a form, the base64 policy.</param>
    public static string Sign(byte[] derivedKey, string stringToSign) =>
        Convert.ToHexStringLower(Hash(derivedKey, stringToSign));

    /// <summary>The same with a key that is ready to sign.</summary>
    internal static string Sign(HmacKey derivedKey, string stringToSign)
    {
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        derivedKey.Sign(Encoding.UTF8.GetBytes(stringToSign), signature);
        return Convert.ToHexStringLower(signature);
    }

    /// <summary>
    /// Signs a request in its headers. Returns the headers to set: x-oss-content-sha256 (unless the request has it), x-oss-date, with
    /// temporary credentials x-oss-security-token, and Authorization. They replace those that the request has.
    /// </summary>
    /// <param name="key">Who signs.</param>
    /// <param name="region">The region without "oss-", such as cn-hangzhou.</param>
    /// <param name="product">The product, mostly <see cref="CredentialScope.OssProduct"/>.</param>
    /// <param name="now">The time of signing; the server takes it if it is within 15 minutes of its own.</param>
    /// <param name="request">What is signed; additional headers that it lacks, or that are signed anyway, are left out.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Authorize(
        AccessKey key,
        string region,
        string product,
        DateTimeOffset now,
        SignableRequest request
    )
    {
        var timestamp = SigningTime.ToIsoBasic(now);
        var scope = new CredentialScope(SigningTime.ToScopeDay(now), region, product);
        var added = HeadersToAdd(key, timestamp, request);
        var signed = request with
        {
            Headers = request.Headers.WithoutHeaders(ReplacedHeaders).Concat(added).ToArray(),
            AdditionalHeaders = EffectiveAdditionalHeaders(request),
        };
        var signature = Sign(key, timestamp, scope, signed);
        var additional =
            signed.AdditionalHeaders.Count == 0
                ? ""
                : $"AdditionalHeaders={string.Join(';', signed.AdditionalHeaders)},";
        var authorization = $"{Algorithm} Credential={key.Id}/{scope},{additional}Signature={signature}";
        return [.. added, new(OssHeaders.Authorization, authorization)];
    }

    /// <summary>
    /// Signs a URL. Returns all its query parameters, decoded and in the order in which to write them, x-oss-signature last.
    /// Whoever uses the URL must send the signed headers (content-type, content-md5, x-oss-*, additional ones) exactly as they were here.
    /// </summary>
    /// <param name="key">Who signs.</param>
    /// <param name="region">The region without "oss-", such as cn-hangzhou.</param>
    /// <param name="product">The product, mostly <see cref="CredentialScope.OssProduct"/>.</param>
    /// <param name="now">When the URL begins to hold.</param>
    /// <param name="expiresSeconds">For how long it holds, 1 to <see cref="MaxExpiresSeconds"/> seconds.</param>
    /// <param name="request">What is signed; additional headers that it lacks, or that are signed anyway, are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The validity is below one second or above seven days.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Presign(
        AccessKey key,
        string region,
        string product,
        DateTimeOffset now,
        int expiresSeconds,
        SignableRequest request
    )
    {
        if (expiresSeconds is < 1 or > MaxExpiresSeconds)
        {
            throw new ArgumentOutOfRangeException(
                nameof(expiresSeconds),
                expiresSeconds,
                "A signed URL holds for at least 1 second and at most 604800 seconds (7 days)."
            );
        }
        var timestamp = SigningTime.ToIsoBasic(now);
        var scope = new CredentialScope(SigningTime.ToScopeDay(now), region, product);
        var additional = EffectiveAdditionalHeaders(request);
        List<KeyValuePair<string, string>> query =
        [
            .. request.Query.WithoutParameters(SignedUrlParameters),
            new(V4Parameters.Version, Algorithm),
            new(V4Parameters.Credential, $"{key.Id}/{scope}"),
            new(V4Parameters.Date, timestamp),
            new(V4Parameters.Expires, $"{expiresSeconds}"),
        ];
        if (key.SecurityToken is not null)
        {
            query.Add(new(V4Parameters.SecurityToken, key.SecurityToken));
        }
        if (additional.Count > 0)
        {
            query.Add(new(V4Parameters.AdditionalHeaders, string.Join(';', additional)));
        }
        var signature = Sign(key, timestamp, scope, request with { Query = query, AdditionalHeaders = additional });
        query.Add(new(V4Parameters.Signature, signature));
        return query;
    }

    /// <summary>Whether V4 signs the header of this name, in any case, wherever it is present.</summary>
    public static bool IsSignedByDefault(string name) =>
        CanonicalHeaders.IsOssHeader(name)
        || name.Equals(OssHeaders.ContentType, StringComparison.OrdinalIgnoreCase)
        || name.Equals(OssHeaders.ContentMd5, StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the canonical request.</summary>
    internal static void Canonicalize(CanonicalWriter output, SignableRequest request)
    {
        string[] names =
            request.AdditionalHeaders.Count == 0
                ? []
                : [.. request.AdditionalHeaders.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal)];
        output.Line(request.Method).Char('/');
        if (request.Bucket is { } bucket)
        {
            output.Path(bucket).Char('/').Path(request.Key ?? "");
        }
        output.Char('\n');
        CanonicalQuery.Write(output, request.Query);
        output.Char('\n');
        var headers = CanonicalHeaders.Select(request, IsSignedByDefault, names);
        foreach (var (name, value) in headers.AsSpan())
        {
            output.Text(name).Char(':').Line(value, request.HeaderEncoding);
        }
        var payload = CanonicalHeaders.Find(request, OssHeaders.ContentSha256);
        output
            .Char('\n')
            .Line(string.Join(';', names))
            .Text(string.IsNullOrEmpty(payload) ? UnsignedPayload : payload, request.HeaderEncoding);
    }

    /// <summary>Writes the string to sign. The canonical request may be what was written before it.</summary>
    internal static void WriteStringToSign(
        CanonicalWriter output,
        string timestamp,
        CredentialScope scope,
        ReadOnlySpan<byte> canonicalRequest
    )
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256.Hash(canonicalRequest, hash);
        output.Line(Algorithm).Line(timestamp);
        output.Text(scope.Date).Char('/').Text(scope.Region).Char('/').Text(scope.Product).Char('/');
        output.Line(CredentialScope.Terminator).HexLower(hash);
    }

    /// <summary>The resource, which is the same whatever the addressing.</summary>
    internal static string ResourcePath(SignableRequest request) =>
        request.Bucket is null ? "/" : $"/{request.Bucket}/{request.Key}";

    private static readonly string[] ReplacedHeaders =
    [
        OssHeaders.Authorization,
        OssHeaders.SecurityToken,
        OssHeaders.OssDate,
    ];

    private static readonly string[] SignedUrlParameters =
    [
        V4Parameters.Version,
        V4Parameters.Credential,
        V4Parameters.Date,
        V4Parameters.Expires,
        V4Parameters.AdditionalHeaders,
        V4Parameters.SecurityToken,
        V4Parameters.Signature,
    ];

    private static List<KeyValuePair<string, string>> HeadersToAdd(
        AccessKey key,
        string timestamp,
        SignableRequest request
    )
    {
        List<KeyValuePair<string, string>> added = [];
        if (CanonicalHeaders.Find(request, OssHeaders.ContentSha256) is null)
        {
            added.Add(new(OssHeaders.ContentSha256, UnsignedPayload));
        }
        added.Add(new(OssHeaders.OssDate, timestamp));
        if (key.SecurityToken is not null)
        {
            added.Add(new(OssHeaders.SecurityToken, key.SecurityToken));
        }
        return added;
    }

    /// <summary>Signers name only headers that are there and would not be signed otherwise; verifiers take the list as it came.</summary>
    private static IReadOnlyList<string> EffectiveAdditionalHeaders(SignableRequest request) =>
        request.AdditionalHeaders.Count == 0
            ? []
            :
            [
                .. request
                    .AdditionalHeaders.Select(name => name.ToLowerInvariant())
                    .Where(name => !IsSignedByDefault(name) && CanonicalHeaders.Find(request, name) is not null)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ];

    /// <summary>
    /// Keys of those who sign, ready for the next time: deriving one takes four HMACs, more than all the rest. They go with the access key that
    /// they belong to.
    /// </summary>
    private static readonly ConditionalWeakTable<AccessKey, SigningSecret> Secrets = [];

    private static string Sign(AccessKey key, string timestamp, CredentialScope scope, SignableRequest request)
    {
        using var output = CanonicalWriter.Rent();
        Canonicalize(output, request);
        var canonicalBytes = output.Written.Length;
        WriteStringToSign(output, timestamp, scope, output.Written);
        Span<byte> signature = stackalloc byte[SHA256.HashSizeInBytes];
        var secret = Secrets.GetValue(key, static key => new SigningSecret(key.Secret));
        secret.KeyFor(scope).Sign(output.Written[canonicalBytes..], signature);
        return Convert.ToHexStringLower(signature);
    }

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
