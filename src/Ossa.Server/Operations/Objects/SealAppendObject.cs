using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/sealappendobject</summary>
internal sealed class SealAppendObject : Operation
{
    public override string Name => "SealAppendObject";

    public override Route Route { get; } = new("POST", Level.Object, "seal");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var position = AppendPosition.Read(context, OssErrors.MissingSealPosition, OssErrors.InvalidSealPosition);
        var record =
            await context.Engine.Appender.SealAsync(context.Bucket, context.Key, position, context.Aborted)
            ?? throw await Absence.ExplainAsync(context, context.Bucket, context.Key, version: null);
        ObjectHeaders.WriteVersion(context, record);
        context.Http.Response.Headers[OssHeaders.SealedTime] = record.SealedAt!.Value.ToString(
            "r",
            CultureInfo.InvariantCulture
        );
        context.Http.Response.ContentLength = 0;
    }
}
