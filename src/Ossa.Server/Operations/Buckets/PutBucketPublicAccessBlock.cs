using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketpublicaccessblock</summary>
internal sealed class PutBucketPublicAccessBlock : Operation
{
    public override string Name => "PutBucketPublicAccessBlock";

    public override Route Route { get; } = new("PUT", Level.Bucket, "publicAccessBlock");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            PublicAccessBlockConfiguration.Read,
            OssErrors.MalformedXmlBucketConfig
        );
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { PublicAccessBlocked = document.BlockPublicAccess },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }
}
