using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketlifecycle</summary>
internal sealed class DeleteBucketLifecycle : Operation
{
    public override string Name => "DeleteBucketLifecycle";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "lifecycle");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.Lifecycles.DeleteAsync(context.Bucket, context.Aborted);
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
