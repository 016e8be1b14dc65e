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

    private protected static void CheckDay(in PresentedSignature presented, OssError error, string argument)
    {
        var scope = ScopeOf(presented);
        if (!SigningTime.IsOnScopeDay(presented.Time, scope.Date))
        {
            throw Malformed.Argument(error, argument, scope.ToString());
        }
    }

    internal override bool Matches(
        in PresentedSignature presented,
        SignableRequest request,
        SigningSecret secret,
        V1Form form,
        out SignatureMismatch? mismatch
    )
    {
        var scope = ScopeOf(presented);
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
        SignatureV4.WriteStringToSign(output, presented.Timestamp, scope, output.Written);
        var stringToSign = output.Written[length..];
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        secret.KeyFor(scope).Sign(stringToSign, computed);
        Span<char> hex = stackalloc char[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(computed, hex, out _);
        var matches = AreEqual(presented.Signature, hex);
        mismatch = matches
            ? null
            : new SignatureMismatch(
                OssErrors.SignatureDoesNotMatchV4,
                presented.AccessKeyId,
                presented.Signature,
                stringToSign.ToArray(),
                output.Written[..length].ToArray()
            );
        return matches;
    }
}
