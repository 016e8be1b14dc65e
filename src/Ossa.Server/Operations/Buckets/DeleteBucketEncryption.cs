using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>
/// Objects that are there stay encrypted. See https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketencryption.
/// </summary>
internal sealed class DeleteBucketEncryption : Operation
{
    public override string Name => "DeleteBucketEncryption";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "encryption");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Encryption = null },
            context.Aborted
        );
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
