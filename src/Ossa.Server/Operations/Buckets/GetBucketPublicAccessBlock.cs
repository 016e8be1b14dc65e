using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketpublicaccessblock</summary>
internal sealed class GetBucketPublicAccessBlock : Operation
{
    public override string Name => "GetBucketPublicAccessBlock";

    public override Route Route { get; } = new("GET", Level.Bucket, "publicAccessBlock");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(context, new PublicAccessBlockConfiguration(context.Bucket.PublicAccessBlocked));
}
