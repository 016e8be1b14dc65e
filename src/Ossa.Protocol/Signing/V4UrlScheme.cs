using Ossa.Protocol.Errors;

namespace Ossa.Protocol.Signing;

/// <summary>V4 in the URL.</summary>
internal sealed class V4UrlScheme : V4Scheme
{
    public override bool IsUrl => true;

    internal override OssException? UntimelinessOf(in PresentedSignature presented, DateTimeOffset now) =>
        OtherDay(presented, OssErrors.UrlSigningDateV4, V4Parameters.Credential)
        ?? (
            now >= presented.Time - SignatureV4.MaxSkew
                ? ExpiryOf(presented, OssErrors.UrlExpiredV4, now)
                : new OssException(
                    OssErrors.UrlNotYetValidV4,
                    [
                        new("RequestTime", SigningTime.ToErrorTime(presented.Time)),
                        new("ServerTime", SigningTime.ToErrorTime(now)),
                    ]
                )
        );

    internal override void CheckRegion(in PresentedSignature presented, string region)
    {
        if (!IsSignedFor(presented, region))
        {
            throw Malformed.Argument(
                OssErrors.UrlSigningRegion,
                V4Parameters.Credential,
                $"{presented.AccessKeyId}/{presented.Scope}"
            );
        }
    }

    internal override IEnumerable<(SignableRequest Request, V1Form Form)> Lenient(SignableRequest request) =>
        [.. HeadAsGet(request), .. WithoutEmptyMeta(request)];
}
