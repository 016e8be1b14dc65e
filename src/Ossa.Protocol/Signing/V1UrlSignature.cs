using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>A V1-signed URL.</summary>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token in the URL, or null.</param>
/// <param name="Signature">The signature, base64.</param>
/// <param name="DateLine">The value of Expires as it was signed.</param>
/// <param name="ExpiresAt">The same as a time: when the URL ceases to hold.</param>
public sealed record V1UrlSignature(
    string AccessKeyId,
    string? SecurityToken,
    string Signature,
    string DateLine,
    DateTimeOffset ExpiresAt
) : PresentedV1Signature(AccessKeyId, SecurityToken, Signature, DateLine)
{
    private protected override OssException? UntimelinessAt(DateTimeOffset now) =>
        ExpiryOf(OssErrors.UrlExpiredV1, ExpiresAt, now);

    private protected override IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request) =>
        [
            .. HeadAsGet(request),
            .. OddForms(request, V1Form.BucketWithoutSlash, V1Form.SortedWithValues),
            .. WithoutEmptyMeta(request),
        ];
}
