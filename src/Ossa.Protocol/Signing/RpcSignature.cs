using System.Security.Cryptography;
using System.Text;

namespace Ossa.Protocol.Signing;

/// <summary>
/// The signature of RPC requests, such as those to STS, over all parameters of query and form. See
/// https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism.
/// </summary>
public static class RpcSignature
{
    /// <summary>The parameter that is the signature; alone it is not signed.</summary>
    public const string Parameter = "Signature";

    /// <summary>HMAC with SHA-1, which is what a request means that names no method.</summary>
    public const string HmacSha1 = "HMAC-SHA1";

    /// <summary>HMAC with SHA-256.</summary>
    public const string HmacSha256 = "HMAC-SHA256";

    /// <summary>How far a request's time may be from the server's.</summary>
    public static readonly TimeSpan MaxSkew = TimeSpan.FromMinutes(15);

    /// <summary>Whether requests can be signed by this method.</summary>
    public static bool IsMethod(string signatureMethod) => signatureMethod is HmacSha1 or HmacSha256;

    /// <summary>Signs a request.</summary>
    /// <param name="secret">The access key secret.</param>
    /// <param name="httpMethod">GET or POST.</param>
    /// <param name="parameters">All parameters, decoded.</param>
    /// <param name="signatureMethod">One that <see cref="IsMethod"/> knows.</param>
    /// <returns>The signature in base64.</returns>
    public static string Sign(
        string secret,
        string httpMethod,
        IEnumerable<KeyValuePair<string, string>> parameters,
        string signatureMethod = HmacSha1
    )
    {
        var key = Encoding.UTF8.GetBytes(secret + "&");
        var text = Encoding.UTF8.GetBytes(StringToSign(httpMethod, parameters));
        var hash = signatureMethod switch
        {
            HmacSha1 => HMACSHA1.HashData(key, text),
            HmacSha256 => HMACSHA256.HashData(key, text),
            _ => throw new ArgumentException($"{signatureMethod} signs nothing.", nameof(signatureMethod)),
        };
        return Convert.ToBase64String(hash);
    }

    /// <summary>Whether a request is signed with this secret. Takes the same time wherever the signatures differ.</summary>
    public static bool Verify(
        SigningSecret secret,
        string httpMethod,
        IEnumerable<KeyValuePair<string, string>> parameters,
        string signatureMethod,
        string signature
    ) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(secret.Text, httpMethod, parameters, signatureMethod)),
            Encoding.UTF8.GetBytes(signature)
        );

    private static string StringToSign(string httpMethod, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = parameters
            .Where(parameter => parameter.Key != Parameter)
            .Select(parameter =>
                (Name: UriEncoding.EncodeComponent(parameter.Key), Value: UriEncoding.EncodeComponent(parameter.Value))
            )
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}");
        return $"{httpMethod}&%2F&{UriEncoding.EncodeComponent(string.Join('&', query))}";
    }
}
