using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Logging;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deleteuserdefinedlogfieldsconfig</summary>
internal sealed class DeleteUserDefinedLogFieldsConfig : Operation
{
    public override string Name => "DeleteUserDefinedLogFieldsConfig";

    public override Route Route { get; } = new("DELETE", Level.Bucket, "userDefinedLogFieldsConfig");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { LogFields = null },
            context.Aborted
        );
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
