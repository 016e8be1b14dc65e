using System.Security.Cryptography;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>What V1 in the header and in the URL have in common.</summary>
internal abstract class V1Scheme : SignatureScheme
{
    internal override bool IsWhole(string signature) =>
        Convert.TryFromBase64String(signature, stackalloc byte[SHA1.HashSizeInBytes + 2], out var count)
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

    internal override bool Matches(
        in PresentedSignature presented,
        SignableRequest request,
        SigningSecret secret,
        V1Form form,
        out SignatureMismatch? mismatch
    )
    {
        var stringToSign = SignatureV1.StringToSign(request, presented.Timestamp, form);
        var matches = AreEqual(presented.Signature, SignatureV1.Sign(secret.Text, stringToSign));
        mismatch = matches
            ? null
            : new SignatureMismatch(
                OssErrors.SignatureDoesNotMatchV1,
                presented.AccessKeyId,
                presented.Signature,
                stringToSign,
                CanonicalRequest: null
            );
        return matches;
    }
}
