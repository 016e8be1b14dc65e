using System.Security.Cryptography;
using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>What a V4 signature in the header and one in the URL have in common.</summary>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token that came along, or null.</param>
/// <param name="Signature">The signature, hex.</param>
/// <param name="Scope">Where and on which day it counts.</param>
/// <param name="Timestamp">The request's date as it was sent, which is what was signed.</param>
/// <param name="Time">The same as a time.</param>
/// <param name="AdditionalHeaders">The further headers that it covers, as they were listed.</param>
public abstract record PresentedV4Signature(
    string AccessKeyId,
    string? SecurityToken,
    string Signature,
    CredentialScope Scope,
    string Timestamp,
    DateTimeOffset Time,
    IReadOnlyList<string> AdditionalHeaders
) : PresentedSignature(AccessKeyId, SecurityToken, Signature)
{
    /// <summary>The name of the region that takes the scopes of all regions.</summary>
    public const string AnyRegion = "any";

    /// <inheritdoc/>
    public override bool IsWhole =>
        Signature.Length == 2 * SHA256.HashSizeInBytes && Signature.All(char.IsAsciiHexDigitLower);

    private protected bool IsSignedFor(string region) => region == AnyRegion || region == Scope.Region;

    private protected OssException? OtherDay(OssError error, string argument) =>
        SigningTime.IsOnScopeDay(Time, Scope.Date) ? null : Malformed.Argument(error, argument, Scope.ToString());

    private protected override bool Matches(
        SignableRequest request,
        SigningSecret secret,
        V1Form form,
        out SignatureMismatch? mismatch
    )
    {
        var covered =
            AdditionalHeaders.Count == 0 && request.AdditionalHeaders.Count == 0
                ? request
                : request with
                {
                    AdditionalHeaders = AdditionalHeaders,
                };
        using var output = CanonicalWriter.Rent();
        SignatureV4.Canonicalize(output, covered);
        var length = output.Written.Length;
        SignatureV4.WriteStringToSign(output, Timestamp, Scope, output.Written);
        var stringToSign = output.Written[length..];
        Span<byte> computed = stackalloc byte[SHA256.HashSizeInBytes];
        secret.KeyFor(Scope).Sign(stringToSign, computed);
        Span<char> hex = stackalloc char[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(computed, hex, out _);
        var matches = IsSignature(hex);
        mismatch = matches
            ? null
            : new SignatureMismatch(
                OssErrors.SignatureDoesNotMatchV4,
                AccessKeyId,
                Signature,
                stringToSign.ToArray(),
                output.Written[..length].ToArray()
            );
        return matches;
    }
}
