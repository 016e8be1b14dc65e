using Ossa.Engine;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketlifecycle</summary>
internal sealed class PutBucketLifecycle : Operation
{
    public override string Name => "PutBucketLifecycle";

    public override Route Route { get; } = new("PUT", Level.Bucket, "lifecycle");

    public override Need Need => Need.Owner;

    public override string? Missing => "rules by the last access are refused, since that is not recorded";

    public override async Task HandleAsync(OssContext context)
    {
        var mayOverlap = MayOverlap(context);
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            LifecycleConfiguration.Read,
            OssErrors.MalformedXmlLifecycle,
            Limits.MaxLifecycleDocumentBytes
        );
        var rules = LifecycleRules.Settle(document.Rules);
        LifecycleConflicts.Refuse(rules, mayOverlap);
        await context.Engine.Lifecycles.SetAsync(context.Bucket, rules, context.Aborted);
        context.Http.Response.ContentLength = 0;
    }

    private static bool MayOverlap(OssContext context) =>
        context.Header(OssHeaders.AllowSameActionOverlap) switch
        {
            null => false,
            { } text when bool.TryParse(text, out var allowed) => allowed,
            _ => throw new OssException(OssErrors.InvalidLifecycleOverlap),
        };
}
