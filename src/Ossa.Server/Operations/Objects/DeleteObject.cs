using Microsoft.AspNetCore.Http;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject</summary>
internal sealed class DeleteObject : Operation
{
    public override string Name => "DeleteObject";

    public override Route Route { get; } = new("DELETE", Level.Object);

    public override Need Need => Need.Write;

    public override async Task HandleAsync(OssContext context)
    {
        VersionId.RequireNone(context);
        // Deleting what is not there has the wanted effect, so it is answered alike.
        await context.Engine.Objects.DeleteAsync(context.Bucket, context.Key, context.Aborted);
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
