using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>
/// Signature version 1 (HMAC-SHA1), in the Authorization header and in the URL, as older SDKs use it.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header and
/// https://www.alibabacloud.com/help/en/oss/developer-reference/ddd-signatures-to-urls.
/// </summary>
public static class SignatureV1
{
    /// <summary>What the Authorization header begins with.</summary>
    public const string Scheme = "OSS";

    private static readonly string[] ReplacedHeaders =
    [
        OssHeaders.Authorization,
        OssHeaders.SecurityToken,
        OssHeaders.OssDate,
        OssHeaders.Date,
    ];

    private static readonly string[] SignedUrlParameters =
    [
        V1Parameters.AccessKeyId,
        V1Parameters.Expires,
        V1Parameters.Signature,
        V1Parameters.SecurityToken,
    ];

    /// <summary>The resource: path and sub-resources, decoded, sorted by name; of a repeated parameter the first one counts.</summary>
    public static string CanonicalizedResource(SignableRequest request, V1Form form = V1Form.Documented)
    {
        var path =
            form.HasFlag(V1Form.BucketWithoutSlash) && request is { Bucket: not null, Key: null }
                ? $"/{request.Bucket}"
                : SignatureV4.ResourcePath(request);
        var subResources = request
            .Query.Where(parameter => IsSigned(parameter.Key, form))
            .DistinctBy(parameter => parameter.Key)
            .Select(parameter => (Name: parameter.Key, Text: Write(parameter)))
            .OrderBy(part => form.HasFlag(V1Form.SortedWithValues) ? part.Text : part.Name, StringComparer.Ordinal)
            .Select(part => part.Text)
            .ToArray();
        return subResources.Length == 0 ? path : $"{path}?{string.Join('&', subResources)}";
    }

    /// <summary>
    /// The bytes to sign: method, Content-MD5, Content-Type, date, x-oss-* headers and the resource. They are bytes because header
    /// values of any encoding take part.
    /// </summary>
    /// <param name="request">The request with all headers and parameters that it will carry.</param>
    /// <param name="date">x-oss-date, else the Date header; in a URL the value of Expires.</param>
    /// <param name="form">The documented form, or one of the odd ones.</param>
    public static byte[] StringToSign(SignableRequest request, string date, V1Form form = V1Form.Documented)
    {
        var output = new CanonicalWriter()
            .Line(request.Method)
            .Line(CanonicalHeaders.ValueOrEmpty(request, OssHeaders.ContentMd5), request.HeaderEncoding)
            .Line(CanonicalHeaders.ValueOrEmpty(request, OssHeaders.ContentType), request.HeaderEncoding)
            .Line(date, request.HeaderEncoding);
        foreach (var header in CanonicalHeaders.Select(request, CanonicalHeaders.IsOssHeader))
        {
            output.Text(header.Key).Char(':').Line(header.Value, request.HeaderEncoding);
        }
        return output.Text(CanonicalizedResource(request, form)).Written.ToArray();
    }

    /// <summary>The signature: base64 of the HMAC-SHA1.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> stringToSign)
    {
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), stringToSign, hash);
        return Convert.ToBase64String(hash);
    }

    /// <summary>
    /// Signs a request in its headers. Returns the headers to set: Date (or x-oss-date where the request has that one), with
    /// temporary credentials x-oss-security-token, and Authorization. They replace those that the request has.
    /// </summary>
    /// <param name="key">Who signs.</param>
    /// <param name="now">The time of signing; the server takes it if it is within 15 minutes of its own.</param>
    /// <param name="request">What is signed.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Authorize(
        AccessKey key,
        DateTimeOffset now,
        SignableRequest request
    )
    {
        var date = SigningTime.ToHttpDate(now);
        var hasOssDate = CanonicalHeaders.Find(request, OssHeaders.OssDate) is not null;
        List<KeyValuePair<string, string>> added = [new(hasOssDate ? OssHeaders.OssDate : OssHeaders.Date, date)];
        if (key.SecurityToken is not null)
        {
            added.Add(new(OssHeaders.SecurityToken, key.SecurityToken));
        }
        var signed = request with { Headers = request.Headers.WithoutHeaders(ReplacedHeaders).Concat(added).ToArray() };
        var signature = Sign(key.Secret, StringToSign(signed, date));
        return [.. added, new(OssHeaders.Authorization, $"{Scheme} {key.Id}:{signature}")];
    }

    /// <summary>
    /// Signs a URL. Returns all its query parameters, decoded and in the order in which to write them, Signature last. V1 knows no
    /// longest validity. Whoever uses the URL must send content-type, content-md5 and x-oss-* headers exactly as they were here.
    /// </summary>
    /// <param name="key">Who signs.</param>
    /// <param name="expiresAt">When the URL ceases to hold; parts of a second are dropped.</param>
    /// <param name="request">What is signed.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Presign(
        AccessKey key,
        DateTimeOffset expiresAt,
        SignableRequest request
    )
    {
        var expires = $"{expiresAt.ToUnixTimeSeconds()}";
        List<KeyValuePair<string, string>> query =
        [
            .. request.Query.WithoutParameters(SignedUrlParameters),
            new(V1Parameters.Expires, expires),
            new(V1Parameters.AccessKeyId, key.Id),
        ];
        if (key.SecurityToken is not null)
        {
            query.Add(new(V1Parameters.SecurityToken, key.SecurityToken));
        }
        var signature = Sign(key.Secret, StringToSign(request with { Query = query }, expires));
        query.Add(new(V1Parameters.Signature, signature));
        return query;
    }

    private static bool IsSigned(string parameter, V1Form form) =>
        SubResources.IsSignedByV1(parameter)
        && !(
            form.HasFlag(V1Form.WithoutOssParameters)
            && parameter.StartsWith(OssHeaders.Prefix, StringComparison.Ordinal)
        );

    private static string Write(KeyValuePair<string, string> parameter) =>
        parameter.Value.Length == 0 ? parameter.Key : $"{parameter.Key}={parameter.Value}";
}
