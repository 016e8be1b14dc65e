using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Retention;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/extendbucketworm</summary>
internal sealed class ExtendBucketWorm : Operation
{
    public override string Name => "ExtendBucketWorm";

    public override Route Route { get; } = new("POST", Level.Bucket, CompleteBucketWorm.WormId + "&wormExtend");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var wanted = await XmlRequest.ReadRequiredAsync(
            context,
            ExtendWormConfiguration.Read,
            OssErrors.MalformedXmlBucketConfig
        );
        await context.Engine.Retention.ExtendAsync(
            context.Bucket,
            context.Target[CompleteBucketWorm.WormId] ?? "",
            wanted.RetentionPeriodInDays,
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }
}
