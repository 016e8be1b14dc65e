using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Archives;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/cleanrestoredobject</summary>
internal sealed class CleanRestoredObject : Operation
{
    public override string Name => "CleanRestoredObject";

    public override Route Route { get; } = new("POST", Level.Object, "cleanRestoredObject");

    public override Need Need => Need.Owner;

    public override bool TakesVersion => true;

    public override async Task HandleAsync(OssContext context)
    {
        var version = VersionParameter.Read(context);
        var record =
            await context.Engine.Restorer.CleanAsync(context.Bucket, context.Key, version, context.Aborted)
            ?? throw await Absence.ExplainAsync(context, context.Bucket, context.Key, version);
        ObjectHeaders.WriteVersion(context, record);
        context.Http.Response.ContentLength = 0;
    }
}
