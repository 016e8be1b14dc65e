using Microsoft.AspNetCore.Http;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deleteobjecttagging</summary>
internal sealed class DeleteObjectTagging : Operation
{
    public override string Name => "DeleteObjectTagging";

    public override Route Route { get; } = new("DELETE", Level.Object, "tagging");

    public override Need Need => Need.Owner;

    public override bool TakesVersion => true;

    public override async Task HandleAsync(OssContext context)
    {
        var version = VersionParameter.Read(context);
        var record =
            await context.Engine.Objects.UpdateAsync(
                context.Bucket,
                context.Key,
                version,
                old => old with { Tags = [] },
                context.Aborted
            ) ?? throw await Absence.ExplainAsNoObjectAsync(context, context.Bucket, context.Key, version);
        ObjectHeaders.WriteVersion(context, record);
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
