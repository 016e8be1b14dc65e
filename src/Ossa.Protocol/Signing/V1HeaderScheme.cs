using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>V1 in the Authorization header.</summary>
internal sealed class V1HeaderScheme : V1Scheme
{
    public override bool IsUrl => false;

    internal override OssException? UntimelinessOf(in PresentedSignature presented, DateTimeOffset now) =>
        SkewOf(presented, now);

    /// <summary>
    /// Unsigned x-oss-* parameters are taken here only, where the sender holds the secret: whoever holds a mere URL must not be able
    /// to add one.
    /// </summary>
    internal override IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request) =>
        [
            .. OddForms(request, V1Form.BucketWithoutSlash, V1Form.SortedWithValues, V1Form.WithoutOssParameters),
            .. WithoutEmptyMeta(request),
        ];
}
