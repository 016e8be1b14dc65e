using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbuckettags</summary>
internal sealed class PutBucketTags : Operation
{
    public override string Name => "PutBucketTags";

    public override Route Route { get; } = new("PUT", Level.Bucket, "tagging");

    public override string Action => "oss:PutBucketTagging";

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(context, Tagging.Read, OssErrors.MalformedXmlTagging);
        KeyValuePair<string, string>[] tags = [.. document.Tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))];
        BucketTags.Check(tags);
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Tags = tags },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }
}
