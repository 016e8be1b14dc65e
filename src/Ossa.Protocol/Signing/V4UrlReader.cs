using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>Reads the query parameters of a V4-signed URL.</summary>
internal static class V4UrlReader
{
    public static PresentedSignature Read(SignableRequest request, V4UrlParameters parameters)
    {
        CheckVersion(parameters.Version ?? "");
        var credentialText = parameters.Credential ?? throw new OssException(OssErrors.CredentialMissingV4);
        var signature = parameters.Signature.OrRefuse(OssErrors.SignatureMissingV4, OssErrors.SignatureEmptyV4);
        var expires = parameters.Expires.OrRefuse(OssErrors.ExpiresMissingV4, OssErrors.ExpiresEmptyV4);
        var credential = PresentedCredential.Read(credentialText, V4Parameters.Credential, CredentialErrors.Url);
        if (!SigningTime.TryParseStart(parameters.Date, out var time))
        {
            throw new OssException(OssErrors.RequestDateMissing);
        }
        return new PresentedSignature(
            SignatureScheme.V4Url,
            credential.AccessKeyId,
            TokenOf(request, parameters.SecurityToken),
            signature,
            parameters.Date,
            time
        )
        {
            Scope = credential.Scope,
            AdditionalHeaders = AdditionalHeaderList.Read(parameters.AdditionalHeaders),
            ExpiresSeconds = ReadExpires(expires),
        };
    }

    /// <summary>A URL must hold its token itself: a header beside it was not what the signer signed.</summary>
    public static string? TokenOf(SignableRequest request, string? token) =>
        token is null && CanonicalHeaders.Find(request, OssHeaders.SecurityToken) is not null
            ? throw new OssException(OssErrors.TokenOnlyInHeader)
            : token;

    private static void CheckVersion(string version)
    {
        if (version != SignatureV4.Algorithm)
        {
            throw Malformed.Argument(OssErrors.UnsupportedSignatureVersion, V4Parameters.Version, version);
        }
    }

    /// <summary>Reads for how many seconds a URL holds; false where it is none that is allowed.</summary>
    public static bool TryReadExpires(string text, out int seconds) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds)
        && seconds is >= 1 and <= SignatureV4.MaxExpiresSeconds;

    private static int ReadExpires(string text) =>
        TryReadExpires(text, out var seconds)
            ? seconds
            : throw Malformed.Argument(OssErrors.ExpiresOutOfRangeV4, V4Parameters.Expires, text);
}
