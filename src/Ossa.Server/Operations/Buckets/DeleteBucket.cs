using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucket</summary>
internal sealed class DeleteBucket : Operation
{
    public override string Name => "DeleteBucket";

    public override Route Route { get; } = new("DELETE", Level.Bucket);

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.Buckets.DeleteAsync(context.Bucket, context.Aborted);
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
