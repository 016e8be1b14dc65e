using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketresourcegroup</summary>
internal sealed class PutBucketResourceGroup : Operation
{
    public override string Name => "PutBucketResourceGroup";

    public override Route Route { get; } = new("PUT", Level.Bucket, "resourceGroup");

    public override Need Need => Need.Owner;

    public override string? Missing => "kept, told and listed by; the right to use a group is not asked for";

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            BucketResourceGroupConfiguration.Read,
            OssErrors.MalformedXmlBucketConfig
        );
        var group = ResourceGroups.Read(document.ResourceGroupId);
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { ResourceGroupId = group },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }
}
