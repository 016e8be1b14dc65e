using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>V1 in the URL.</summary>
internal sealed class V1UrlScheme : V1Scheme
{
    public override bool IsUrl => true;

    internal override OssException? UntimelinessOf(in PresentedSignature presented, DateTimeOffset now) =>
        ExpiryOf(presented, OssErrors.UrlExpiredV1, now);

    internal override IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request) =>
        [
            .. HeadAsGet(request),
            .. OddForms(request, V1Form.BucketWithoutSlash, V1Form.SortedWithValues),
            .. WithoutEmptyMeta(request),
        ];
}
