using System.Security.Cryptography;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>What a V1 signature in the header and one in the URL have in common.</summary>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token that came along, or null.</param>
/// <param name="Signature">The signature, base64.</param>
/// <param name="DateLine">The date as it was signed: x-oss-date, Date, or the value of Expires.</param>
public abstract record PresentedV1Signature(
    string AccessKeyId,
    string? SecurityToken,
    string Signature,
    string DateLine
) : PresentedSignature(AccessKeyId, SecurityToken, Signature)
{
    /// <inheritdoc/>
    public override bool IsWhole =>
        Convert.TryFromBase64String(Signature, stackalloc byte[SHA1.HashSizeInBytes + 2], out var count)
        && count == SHA1.HashSizeInBytes;

    /// <summary>The odd forms that make a difference for this request.</summary>
    private protected static IEnumerable<(SignableRequest Request, V1Form Form)> OddForms(
        SignableRequest request,
        params IEnumerable<V1Form> forms
    )
    {
        var documented = SignatureV1.CanonicalizedResource(request);
        return forms
            .Where(form => SignatureV1.CanonicalizedResource(request, form) != documented)
            .Select(form => (request, form));
    }

    private protected override bool Matches(
        SignableRequest request,
        SigningSecret secret,
        V1Form form,
        out SignatureMismatch? mismatch
    )
    {
        var stringToSign = SignatureV1.StringToSign(request, DateLine, form);
        var matches = IsSignature(SignatureV1.Sign(secret.Text, stringToSign));
        mismatch = matches
            ? null
            : new SignatureMismatch(
                OssErrors.SignatureDoesNotMatchV1,
                AccessKeyId,
                Signature,
                stringToSign,
                CanonicalRequest: null
            );
        return matches;
    }
}
