using System.Security.Cryptography;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>What V4 in the header and in the URL have in common.</summary>
internal abstract class V4Scheme : SignatureScheme
{
    internal override bool IsWhole(string signature) =>
        signature.Length == 2 * SHA256.HashSizeInBytes && signature.All(char.IsAsciiHexDigitLower);

    private static CredentialScope ScopeOf(in PresentedSignature presented) => presented.Scope!;

    private protected static bool IsSignedFor(in PresentedSignature presented, string region) =>
        region == SignatureV4.AnyRegion || region == ScopeOf(presented).Region;

    private protected static OssException? OtherDay(in PresentedSignature presented, OssError error, string argument)
    {
        var scope = ScopeOf(presented);
        return SigningTime.IsOnScopeDay(presented.Time, scope.Date)
            ? null
            : Malformed.Argument(error, argument, scope.ToString());
    }

    internal override bool Matches(
        in PresentedSignature presented,
        SignableRequest request,
        SigningSecret secret,
        V1Form form,
        out SignatureMismatch? mismatch
    )
    {
        var additional = presented.AdditionalHeaders;
        var covered =
            additional.Count == 0 && request.AdditionalHeaders.Count == 0
                ? request
                : request with
                {
                    AdditionalHeaders = additional,
                };
        using var output = CanonicalWriter.Rent();
        SignatureV4.Canonicalize(output, covered);
        var length = output.Written.Length;
        var matches = IsSigned(output, presented, secret);
        mismatch = matches
            ? null
            : new SignatureMismatch(
                OssErrors.SignatureDoesNotMatchV4,
                presented.AccessKeyId,
                presented.Signature,
                output.Written[length..].ToArray(),
                output.Written[..length].ToArray()
            );
        return matches;
    }

    /// <summary>Whether it is the signature of a canonical request.</summary>
    /// <param name="output">Holds the canonical request, and gets the string to sign behind it.</param>
    /// <param name="presented">The signature.</param>
    /// <param name="secret">The secret.</param>
    public static bool IsSigned(CanonicalWriter output, in PresentedSignature presented, SigningSecret secret)
    {
        var (scope, length) = (ScopeOf(presented), output.Written.Length);
        SignatureV4.WriteStringToSign(output, presented.Timestamp, scope, output.Written);
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        secret.KeyFor(scope).Sign(output.Written[length..], computed);
        Span<char> hex = stackalloc char[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(computed, hex, out _);
        return AreEqual(presented.Signature, hex);
    }
}
