using System.Security.Cryptography;
using System.Text;

namespace Ossa.Protocol.Signing;

/// <summary>
/// The newer signature of requests such as those to STS and RAM, in the Authorization header (ACS3-HMAC-SHA256). See
/// https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature.
/// </summary>
public static class Acs3Signature
{
    /// <summary>How the Authorization header begins.</summary>
    public const string Scheme = "ACS3-HMAC-SHA256";

    /// <summary>Signs a request to "/".</summary>
    /// <param name="secret">The access key secret.</param>
    /// <param name="httpMethod">GET or POST.</param>
    /// <param name="query">The parameters of the query, decoded.</param>
    /// <param name="headers">The headers that are signed, each name once and in lower case, in any order; one character of a value is one byte.</param>
    /// <param name="signedHeaders">Their names as the Authorization header lists them.</param>
    /// <param name="bodySha256">The SHA-256 of the body in lower-case hexadecimal digits.</param>
    /// <returns>The signature in lower-case hexadecimal digits.</returns>
    public static string Sign(
        string secret,
        string httpMethod,
        IEnumerable<KeyValuePair<string, string>> query,
        IEnumerable<KeyValuePair<string, string>> headers,
        string signedHeaders,
        string bodySha256
    )
    {
        var canonical = CanonicalRequest(httpMethod, query, headers, signedHeaders, bodySha256);
        var text = $"{Scheme}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(canonical)))}";
        return Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text))
        );
    }

    /// <summary>Whether a request is signed with this secret. Takes the same time wherever the signatures differ.</summary>
    public static bool Verify(
        SigningSecret secret,
        string httpMethod,
        IEnumerable<KeyValuePair<string, string>> query,
        IEnumerable<KeyValuePair<string, string>> headers,
        Acs3Authorization authorization,
        string bodySha256
    ) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(
                Sign(secret.Text, httpMethod, query, headers, string.Join(';', authorization.SignedHeaders), bodySha256)
            ),
            Encoding.UTF8.GetBytes(authorization.Signature)
        );

    private static string CanonicalRequest(
        string httpMethod,
        IEnumerable<KeyValuePair<string, string>> query,
        IEnumerable<KeyValuePair<string, string>> headers,
        string signedHeaders,
        string bodySha256
    )
    {
        var parameters = query
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter =>
                $"{UriEncoding.EncodeComponent(parameter.Key)}={UriEncoding.EncodeComponent(parameter.Value)}"
            );
        var lines = headers
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}:{header.Value.Trim([' ', '\t'])}\n");
        return $"{httpMethod}\n/\n{string.Join('&', parameters)}\n{string.Concat(lines)}\n{signedHeaders}\n{bodySha256}";
    }
}
