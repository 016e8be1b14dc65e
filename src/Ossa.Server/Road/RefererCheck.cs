using Ossa.Engine.Access;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Errors;

namespace Ossa.Server.Road;

/// <summary>
/// Refuses requests from pages that a bucket does not want to be used by. It is about what browsers send: anonymous requests and signed
/// URLs. Whoever signs in the header is no page, and is not asked.
/// </summary>
internal static class RefererCheck
{
    public static void Require(OssContext context, Bucket? bucket)
    {
        if (bucket?.Referer is not { } rules || context.IsSignedInHeader)
        {
            return;
        }

        if (RefererEvaluator.Check(rules, context.Header("Referer")) is { } refusal)
        {
            throw new OssException(refusal, "BucketName", bucket.Name);
        }
    }
}
