using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketpublicaccessblock</summary>
internal sealed class DeleteBucketPublicAccessBlock : Operation
{
    public override string Name => "DeleteBucketPublicAccessBlock";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "publicAccessBlock");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { PublicAccessBlocked = false },
            context.Aborted
        );
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
