using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Retention;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/initiatebucketworm</summary>
internal sealed class InitiateBucketWorm : Operation
{
    public override string Name => "InitiateBucketWorm";

    public override Route Route { get; } = new("POST", Level.Bucket, "worm");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var wanted = await XmlRequest.ReadRequiredAsync(
            context,
            InitiateWormConfiguration.Read,
            OssErrors.MalformedXmlBucketConfig
        );
        var policy = await context.Engine.Retention.InitiateAsync(
            context.Bucket,
            wanted.RetentionPeriodInDays,
            context.Aborted
        );
        context.Http.Response.Headers[OssHeaders.WormId] = policy.Id;
        context.Http.Response.ContentLength = 0;
    }
}
