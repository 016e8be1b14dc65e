using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>A V1 signature in the Authorization header.</summary>
/// <param name="AccessKeyId">Who claims to have signed.</param>
/// <param name="SecurityToken">The security token that came along, or null.</param>
/// <param name="Signature">The signature, base64.</param>
/// <param name="DateLine">The date as it was signed: x-oss-date, else Date.</param>
/// <param name="Time">The same as a time.</param>
public sealed record V1HeaderSignature(
    string AccessKeyId,
    string? SecurityToken,
    string Signature,
    string DateLine,
    DateTimeOffset Time
) : PresentedV1Signature(AccessKeyId, SecurityToken, Signature, DateLine)
{
    private protected override OssException? UntimelinessAt(DateTimeOffset now) => SkewOf(Time, now);

    /// <summary>
    /// Unsigned x-oss-* parameters are taken here only, where the sender holds the secret: whoever holds a mere URL must not be able
    /// to add one.
    /// </summary>
    private protected override IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request) =>
        [
            .. OddForms(request, V1Form.BucketWithoutSlash, V1Form.SortedWithValues, V1Form.WithoutOssParameters),
            .. WithoutEmptyMeta(request),
        ];
}
