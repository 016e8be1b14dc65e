using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>A V4 signature in the Authorization header.</summary>
/// <inheritdoc cref="PresentedV4Signature"/>
public sealed record V4HeaderSignature(
    string AccessKeyId,
    string? SecurityToken,
    string Signature,
    CredentialScope Scope,
    string Timestamp,
    DateTimeOffset Time,
    IReadOnlyList<string> AdditionalHeaders
) : PresentedV4Signature(AccessKeyId, SecurityToken, Signature, Scope, Timestamp, Time, AdditionalHeaders)
{
    /// <inheritdoc/>
    public override void CheckRegion(string region)
    {
        if (!IsSignedFor(region))
        {
            throw new OssException(OssErrors.InvalidSigningRegion, "Authorization", "");
        }
    }

    private protected override OssException? UntimelinessAt(DateTimeOffset now) =>
        SkewOf(Time, now) ?? OtherDay(OssErrors.InvalidSigningDateV4, "Authorization");

    private protected override IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request) =>
        WithoutEmptyMeta(request);
}
