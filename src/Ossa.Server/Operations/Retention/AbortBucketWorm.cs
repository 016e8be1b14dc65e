using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Retention;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/abortbucketworm</summary>
internal sealed class AbortBucketWorm : Operation
{
    public override string Name => "AbortBucketWorm";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "worm");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.Retention.AbortAsync(context.Bucket, context.Aborted);
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
