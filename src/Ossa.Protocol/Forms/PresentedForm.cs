using System.Security.Cryptography;
using System.Text;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;

namespace Ossa.Protocol.Forms;

/// <summary>
/// The signature that a form presents, well-formed but not yet believed. Signatures in the header or URL of a form upload do not count.
/// A server calls <see cref="CheckTime"/> and <see cref="CheckRegion"/>, looks the access key up, calls <see cref="Verify"/>, and then
/// reads the policy with <see cref="PostPolicy.Parse"/> and checks it.
/// See https://www.alibabacloud.com/help/en/oss/developer-reference/postobject.
/// </summary>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token that came along, or null.</param>
/// <param name="Policy">The policy, base64.</param>
/// <param name="Signature">The signature: base64 for V1, hex for V4.</param>
public abstract record PresentedForm(string AccessKeyId, string? SecurityToken, string Policy, string Signature)
{
    /// <summary>Refuses a date that does not count now. V1 forms have none; their policy's expiration says it all.</summary>
    /// <exception cref="OssException">The date is too far off.</exception>
    public virtual void CheckTime(DateTimeOffset now) { }

    /// <summary>Refuses a scope of another region; "any" takes all. V1 forms have no scope.</summary>
    /// <exception cref="OssException">The form was signed for another region.</exception>
    public virtual void CheckRegion(string region) { }

    /// <summary>Whether the secret gives this signature of the policy. Takes the same time wherever they differ.</summary>
    /// <param name="secret">The secret of <see cref="AccessKeyId"/>.</param>
    /// <param name="mismatch">What was computed from, when the answer is false.</param>
    public bool Verify(SigningSecret secret, out SignatureMismatch? mismatch)
    {
        var matches = CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(secret)),
            Encoding.UTF8.GetBytes(Signature)
        );
        mismatch = matches
            ? null
            : new SignatureMismatch(
                OssErrors.PostSignatureDoesNotMatch,
                AccessKeyId,
                Signature,
                Encoding.UTF8.GetBytes(Policy),
                CanonicalRequest: null
            );
        return matches;
    }

    private protected abstract string Sign(SigningSecret secret);
}

/// <summary>A form signed with V1.</summary>
/// <inheritdoc/>
public sealed record V1SignedForm(string AccessKeyId, string? SecurityToken, string Policy, string Signature)
    : PresentedForm(AccessKeyId, SecurityToken, Policy, Signature)
{
    private protected override string Sign(SigningSecret secret) => FormSignature.SignV1(secret.Text, Policy);
}

/// <summary>A form signed with V4.</summary>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token that came along, or null.</param>
/// <param name="Policy">The policy, base64.</param>
/// <param name="Signature">The signature, hex.</param>
/// <param name="Scope">Where and on which day it counts.</param>
/// <param name="Time">When the form begins to hold; it holds for seven days at most.</param>
public sealed record V4SignedForm(
    string AccessKeyId,
    string? SecurityToken,
    string Policy,
    string Signature,
    CredentialScope Scope,
    DateTimeOffset Time
) : PresentedForm(AccessKeyId, SecurityToken, Policy, Signature)
{
    /// <inheritdoc/>
    public override void CheckTime(DateTimeOffset now)
    {
        var end = Time.AddSeconds(SignatureV4.MaxExpiresSeconds);
        if (Scope.Date != SigningTime.ToScopeDay(Time) || now < Time - SignatureV4.MaxSkew || now > end)
        {
            throw Malformed.Argument(OssErrors.PostSigningDate, FormFields.Credential, Credential);
        }
    }

    /// <inheritdoc/>
    public override void CheckRegion(string region)
    {
        if (region != SignatureV4.AnyRegion && region != Scope.Region)
        {
            throw Malformed.Argument(OssErrors.PostSigningRegion, FormFields.Credential, Credential);
        }
    }

    private string Credential => $"{AccessKeyId}/{Scope}";

    private protected override string Sign(SigningSecret secret) => SignatureV4.Sign(secret.KeyFor(Scope), Policy);
}
