using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbuckettags</summary>
internal sealed class GetBucketTags : Operation
{
    public override string Name => "GetBucketTags";

    public override Route Route { get; } = new("GET", Level.Bucket, "tagging");

    public override string Action => "oss:GetBucketTagging";

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(context, new Tagging([.. context.Bucket.Tags.Select(tag => new Tag(tag.Key, tag.Value))]));
}
