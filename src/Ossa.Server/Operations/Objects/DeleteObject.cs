using Microsoft.AspNetCore.Http;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobject</summary>
internal sealed class DeleteObject : Operation
{
    public override string Name => "DeleteObject";

    public override Route Route { get; } = new("DELETE", Level.Object);

    public override Need Need => Need.Write;

    public override bool TakesVersion => true;

    public override async Task HandleAsync(OssContext context)
    {
        var objects = context.Engine.Objects;
        // Deleting what is not there has the wanted effect, so it is answered alike.
        if (VersionParameter.Read(context) is { } version)
        {
            var deleted = await objects.DeleteVersionAsync(context.Bucket, context.Key, version, context.Aborted);
            Describe(context, version, deleted);
        }
        else if (await objects.DeleteAsync(context.Bucket, context.Key, context.Aborted) is { } marker)
        {
            Describe(context, marker.Version, marker);
        }

        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static void Describe(OssContext context, VersionId version, ObjectRecord? record)
    {
        var headers = context.Http.Response.Headers;
        headers[OssHeaders.VersionId] = version.ToString();
        if (record is { IsDeleteMarker: true })
        {
            headers[OssHeaders.DeleteMarker] = "true";
        }
    }
}
