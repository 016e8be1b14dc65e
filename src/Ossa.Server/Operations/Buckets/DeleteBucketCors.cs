using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketcors</summary>
internal sealed class DeleteBucketCors : Operation
{
    public override string Name => "DeleteBucketCors";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "cors");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Cors = null },
            context.Aborted
        );
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
