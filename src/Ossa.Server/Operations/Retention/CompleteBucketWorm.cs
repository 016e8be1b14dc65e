using Ossa.Server.Road;

namespace Ossa.Server.Operations.Retention;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/completebucketworm</summary>
internal sealed class CompleteBucketWorm : Operation
{
    /// <summary>The parameter that names the policy.</summary>
    public const string WormId = "wormId";

    public override string Name => "CompleteBucketWorm";

    public override Route Route { get; } = new("POST", Level.Bucket, WormId);

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var id = context.Target[WormId] ?? "";
        await context.Engine.Retention.LockAsync(context.Bucket, id, context.Aborted);
        context.Http.Response.ContentLength = 0;
    }
}
