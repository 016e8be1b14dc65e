using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>V4 in the Authorization header.</summary>
internal sealed class V4HeaderScheme : V4Scheme
{
    public override bool IsUrl => false;

    internal override OssException? UntimelinessOf(in PresentedSignature presented, DateTimeOffset now) =>
        SkewOf(presented, now) ?? OtherDay(presented, OssErrors.InvalidSigningDateV4, "Authorization");

    internal override void CheckRegion(in PresentedSignature presented, string region)
    {
        if (!IsSignedFor(presented, region))
        {
            throw new OssException(OssErrors.InvalidSigningRegion, "Authorization", "");
        }
    }

    internal override IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request) =>
        WithoutEmptyMeta(request);
}
