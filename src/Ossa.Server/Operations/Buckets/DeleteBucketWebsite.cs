using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketwebsite</summary>
internal sealed class DeleteBucketWebsite : Operation
{
    public override string Name => "DeleteBucketWebsite";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "website");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Website = null },
            context.Aborted
        );
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
