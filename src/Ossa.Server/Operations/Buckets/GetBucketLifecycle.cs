using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketlifecycle</summary>
internal sealed class GetBucketLifecycle : Operation
{
    public override string Name => "GetBucketLifecycle";

    public override Route Route { get; } = new("GET", Level.Bucket, "lifecycle");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var rules = await context.Engine.Lifecycles.FindAsync(context.Bucket, context.Aborted);
        if (rules.Count == 0)
        {
            throw new OssException(OssErrors.NoSuchLifecycle, "BucketName", context.Bucket.Name);
        }

        await XmlAnswer.WriteAsync(context, new LifecycleConfiguration { Rules = rules });
    }
}
