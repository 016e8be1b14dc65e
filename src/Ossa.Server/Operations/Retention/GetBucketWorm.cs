using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Retention;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketworm</summary>
internal sealed class GetBucketWorm : Operation
{
    public override string Name => "GetBucketWorm";

    public override Route Route { get; } = new("GET", Level.Bucket, "worm");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context)
    {
        var policy =
            context.Bucket.RetentionPolicy
            ?? throw new OssException(OssErrors.BucketWithoutWorm, "BucketName", context.Bucket.Name);
        var state = policy.StateAt(context.Now).ToString();
        return XmlAnswer.WriteAsync(context, new WormConfiguration(policy.Id, state, policy.Days, policy.CreatedAt));
    }
}
