using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketpolicy</summary>
internal sealed class DeleteBucketPolicy : Operation
{
    public override string Name => "DeleteBucketPolicy";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "policy");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.BucketPolicies.DeleteAsync(context.Bucket, context.Aborted);
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
