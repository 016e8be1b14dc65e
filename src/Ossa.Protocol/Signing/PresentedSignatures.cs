using System.Buffers;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>
/// Finds the signature of a request and checks its form. It believes nothing yet and needs neither clock nor secret.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4.
/// </summary>
public static class PresentedSignatures
{
    private static readonly SearchValues<char> OfAccessKeyIds = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_"
    );

    /// <summary>Reads the signature from the Authorization header or the query. Null says that the request is anonymous.</summary>
    /// <param name="request">The request as it arrived, with all headers and all decoded query parameters.</param>
    /// <exception cref="OssException">The request wants to be signed, but not in any form that there is.</exception>
    public static PresentedSignature? Read(SignableRequest request)
    {
        var authorization = CanonicalHeaders.Find(request, OssHeaders.Authorization);
        var ofUrl = new V4UrlParameters(request.Query.AsSpan());
        var isV1Url =
            request.Query.FirstParameter(V1Parameters.AccessKeyId) is not null
            || request.Query.FirstParameter(V1Parameters.Signature) is not null;
        if (!string.IsNullOrEmpty(authorization))
        {
            return ofUrl.IsSigned || isV1Url
                ? throw new OssException(OssErrors.BothSignatures)
                : ReadHeader(request, authorization);
        }
        if (ofUrl.IsSigned)
        {
            return V4UrlReader.Read(request, ofUrl);
        }
        return isV1Url ? V1Reader.ReadUrl(request) : null;
    }

    /// <summary>
    /// Whether the text can be an access key id: 1 to 128 letters, digits, dots, hyphens and underscores, so that it can stand
    /// in headers and scopes without any escaping.
    /// </summary>
    public static bool IsAccessKeyId(string text) =>
        text.Length is >= 1 and <= 128 && !text.AsSpan().ContainsAnyExcept(OfAccessKeyIds);

    private static PresentedSignature ReadHeader(SignableRequest request, string authorization)
    {
        if (authorization.StartsWith(SignatureV4.Algorithm, StringComparison.Ordinal))
        {
            return V4HeaderReader.Read(request, authorization);
        }
        if (authorization.StartsWith("OSS ", StringComparison.Ordinal))
        {
            return V1Reader.ReadHeader(request, authorization);
        }
        var error = authorization.StartsWith("OSS", StringComparison.Ordinal)
            ? OssErrors.InvalidAuthorizationHeader
            : OssErrors.UnsupportedAuthorization;
        throw Malformed.Authorization(error, authorization);
    }
}
