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

    public override string? Missing => "checked and kept, but nothing is allowed or denied by it yet";

    public override async Task HandleAsync(OssContext context)
    {
        var body = await PolicyBody.ReadAsync(context);
        if (body.Policy.IsPublic && await PublicAccess.IsBlockedAsync(context, context.Bucket))
        {
            throw new OssException(OssErrors.PublicBucketPolicyBlocked);
        }

        await context.Engine.BucketPolicies.SetAsync(context.Bucket, body.Json, context.Aborted);
        context.Http.Response.ContentLength = 0;
    }
}
