using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketpolicy</summary>
internal sealed class PutBucketPolicy : Operation
{
    public override string Name => "PutBucketPolicy";

    public override Route Route { get; } = new("PUT", Level.Bucket, "policy");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var policy = await PolicyBody.ReadAsync(context);
        if (policy.Document.IsPublic && await PublicAccess.IsBlockedAsync(context, context.Bucket))
        {
            throw new OssException(OssErrors.PublicBucketPolicyBlocked);
        }

        await context.Engine.BucketPolicies.SetAsync(context.Bucket, policy.Json, context.Aborted);
        context.Http.Response.ContentLength = 0;
    }
}
