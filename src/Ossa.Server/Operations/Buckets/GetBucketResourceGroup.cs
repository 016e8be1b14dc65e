using Ossa.Protocol.Documents;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketresourcegroup</summary>
internal sealed class GetBucketResourceGroup : Operation
{
    public override string Name => "GetBucketResourceGroup";

    public override Route Route { get; } = new("GET", Level.Bucket, "resourceGroup");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(
            context,
            new BucketResourceGroupConfiguration(context.Bucket.ResourceGroupId ?? ResourceGroups.Default)
        );
}
