using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletebuckettags</summary>
internal sealed class DeleteBucketTags : Operation
{
    public override string Name => "DeleteBucketTags";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "tagging");

    public override string Action => "oss:DeleteBucketTagging";

    public override Need Need => Need.Owner;

    /// <summary>Takes away the tags whose keys the parameter names, separated by commas, or all when it names none.</summary>
    public override async Task HandleAsync(OssContext context)
    {
        var named = context.Target["tagging"] ?? "";
        var keys = named.Split(',').ToHashSet(StringComparer.Ordinal);
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket =>
                bucket with
                {
                    Tags = named.Length == 0 ? [] : [.. bucket.Tags.Where(tag => !keys.Contains(tag.Key))],
                },
            context.Aborted
        );
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
