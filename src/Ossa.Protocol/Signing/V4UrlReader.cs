using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;

namespace Ossa.Protocol.Signing;

/// <summary>Reads the query parameters of a V4-signed URL.</summary>
internal static class V4UrlReader
{
    public static PresentedSignature Read(SignableRequest request)
    {
        var query = request.Query;
        CheckVersion(query.FirstParameter(V4Parameters.Version) ?? "");
        var credentialText =
            query.FirstParameter(V4Parameters.Credential) ?? throw new OssException(OssErrors.CredentialMissingV4);
        var signature = query.RequireParameter(
            V4Parameters.Signature,
            OssErrors.SignatureMissingV4,
            OssErrors.SignatureEmptyV4
        );
        var expires = query.RequireParameter(
            V4Parameters.Expires,
            OssErrors.ExpiresMissingV4,
            OssErrors.ExpiresEmptyV4
        );
        var credential = PresentedCredential.Read(credentialText, V4Parameters.Credential, CredentialErrors.Url);
        var timestamp = query.FirstParameter(V4Parameters.Date);
        if (!SigningTime.TryParseStart(timestamp, out var time))
        {
            throw new OssException(OssErrors.RequestDateMissing);
        }
        return new PresentedSignature(
            SignatureScheme.V4Url,
            credential.AccessKeyId,
            ReadToken(request, V4Parameters.SecurityToken),
            signature,
            timestamp,
            time
        )
        {
            Scope = credential.Scope,
            AdditionalHeaders = AdditionalHeaderList.Read(query.FirstParameter(V4Parameters.AdditionalHeaders)),
            ExpiresSeconds = ReadExpires(expires),
        };
    }

    /// <summary>A URL must hold its token itself: a header beside it was not what the signer signed.</summary>
    public static string? ReadToken(SignableRequest request, string parameter)
    {
        var token = request.Query.FirstParameter(parameter);
        return token is null && CanonicalHeaders.Find(request, OssHeaders.SecurityToken) is not null
            ? throw new OssException(OssErrors.TokenOnlyInHeader)
            : token;
    }

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
