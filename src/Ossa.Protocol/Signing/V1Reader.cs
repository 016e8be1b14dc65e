using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>Reads V1 signatures: <c>OSS id:signature</c> in the header, and three parameters in the URL.</summary>
internal static class V1Reader
{
    private static readonly long LastUnixSecond = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static V1HeaderSignature ReadHeader(SignableRequest request, string authorization)
    {
        var credential = authorization[SignatureV1.Scheme.Length..].Trim();
        if (credential.Split(':') is not [{ Length: > 0 } accessKeyId, { Length: > 0 } signature])
        {
            throw Malformed.Authorization(OssErrors.InvalidAuthorizationHeader, authorization);
        }
        CheckAccessKeyId(accessKeyId);
        var date = RequestDate.Read(request);
        var token = CanonicalHeaders.Find(request, OssHeaders.SecurityToken);
        return new V1HeaderSignature(accessKeyId, token, signature, date.Text, date.Time);
    }

    public static V1UrlSignature ReadUrl(SignableRequest request)
    {
        var accessKeyId = request.Query.FirstParameter(V1Parameters.AccessKeyId);
        var signature = request.Query.FirstParameter(V1Parameters.Signature);
        var expires = request.Query.FirstParameter(V1Parameters.Expires);
        if (string.IsNullOrEmpty(accessKeyId) || string.IsNullOrEmpty(signature) || expires is null)
        {
            throw new OssException(OssErrors.UrlIncompleteV1);
        }
        CheckAccessKeyId(accessKeyId);
        var token = V4UrlReader.ReadToken(request, V1Parameters.SecurityToken);
        return new V1UrlSignature(accessKeyId, token, signature, expires, ReadExpires(expires));
    }

    private static DateTimeOffset ReadExpires(string text)
    {
        if (text.Length == 0)
        {
            throw new OssException(OssErrors.UrlExpiresEmptyV1);
        }
        return
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= LastUnixSecond
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw Malformed.Argument(OssErrors.UrlExpiresNotANumberV1, V1Parameters.Expires, text);
    }

    private static void CheckAccessKeyId(string accessKeyId)
    {
        if (!PresentedSignatures.IsAccessKeyId(accessKeyId))
        {
            throw new OssException(OssErrors.MalformedAccessKeyId, "OSSAccessKeyId", accessKeyId);
        }
    }
}
