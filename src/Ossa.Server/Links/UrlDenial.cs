using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Server.Road;

namespace Ossa.Server.Links;

/// <summary>Refuses signed URLs that were denied one by one. What was proved is asked about, so no spelling of a URL gets past.</summary>
internal static class UrlDenial
{
    public static async ValueTask RequireAsync(OssContext context, PresentedSignature proved)
    {
        if (!proved.Scheme.IsUrl)
        {
            return;
        }

        var denials = context.Engine.DeniedUrls;
        context.IsUrlJudged = await denials.AnyAsync(context.Aborted);
        if (
            context.IsUrlJudged
            && await denials.IsDeniedAsync(SignatureFingerprint.Of(proved.Signature), context.Aborted)
        )
        {
            throw new OssException(LinkErrors.DeniedUrl);
        }
    }
}
