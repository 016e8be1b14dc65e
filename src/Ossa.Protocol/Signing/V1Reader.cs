using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>Reads V1 signatures: <c>OSS id:signature</c> in the header, and three parameters in the URL.</summary>
internal static class V1Reader
{
    private static readonly long LastUnixSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static PresentedSignature ReadHeader(SignableRequest request, string authorization)
    {
        var credential = authorization[SignatureV1.Scheme.Length..].Trim();
        var (accessKeyId, signature) = credential.Split(':') switch
        {
            [{ Length: > 0 } id, { Length: > 0 } text] => (id, text),
            ["", _] => throw Malformed.Authorization(OssErrors.AccessKeyEmptyV1, authorization),
            [_, ""] => throw Malformed.Authorization(OssErrors.SignatureEmptyV1, authorization),
            _ => throw Malformed.Authorization(OssErrors.AuthorizationFieldsV1, authorization),
        };
        CheckAccessKeyId(accessKeyId, OssErrors.MalformedAccessKeyId);
        var date = RequestDate.Read(request);
        var token = CanonicalHeaders.Find(request, OssHeaders.SecurityToken);
        return new PresentedSignature(SignatureScheme.V1Header, accessKeyId, token, signature, date.Text, date.Time);
    }

    public static PresentedSignature ReadUrl(SignableRequest request)
    {
        var query = request.Query;
        var accessKeyId = query
            .FirstParameter(V1Parameters.AccessKeyId)
            .OrRefuse(OssErrors.UrlAccessKeyMissingV1, OssErrors.UrlAccessKeyEmptyV1);
        var expires = query
            .FirstParameter(V1Parameters.Expires)
            .OrRefuse(OssErrors.UrlExpiresMissingV1, OssErrors.UrlExpiresEmptyV1);
        var signature = query
            .FirstParameter(V1Parameters.Signature)
            .OrRefuse(OssErrors.UrlSignatureMissingV1, OssErrors.UrlSignatureEmptyV1);
        CheckAccessKeyId(accessKeyId, OssErrors.UrlAccessKeyCharactersV1);
        var token = V4UrlReader.TokenOf(request, query.FirstParameter(V1Parameters.SecurityToken));
        return new PresentedSignature(
            SignatureScheme.V1Url,
            accessKeyId,
            token,
            signature,
            expires,
            ReadExpires(expires)
        );
    }

    private static DateTimeOffset ReadExpires(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= LastUnixSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw Malformed.Argument(OssErrors.UrlExpiresNotANumberV1, V1Parameters.Expires, text);

    private static void CheckAccessKeyId(string accessKeyId, OssError error)
    {
        if (!PresentedSignatures.IsAccessKeyId(accessKeyId))
        {
            throw new OssException(error, "OSSAccessKeyId", accessKeyId);
        }
    }
}
