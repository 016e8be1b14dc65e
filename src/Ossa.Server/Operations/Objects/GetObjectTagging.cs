using Ossa.Protocol.Documents;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getobjecttagging</summary>
internal sealed class GetObjectTagging : Operation
{
    public override string Name => "GetObjectTagging";

    public override Route Route { get; } = new("GET", Level.Object, "tagging");

    public override Need Need => Need.Owner;

    public override bool TakesVersion => true;

    public override async Task HandleAsync(OssContext context)
    {
        var version = VersionParameter.Read(context);
        var record =
            await context.Engine.Objects.FindAsync(context.Bucket, context.Key, version, context.Aborted)
            ?? throw await Absence.ExplainAsNoObjectAsync(context, context.Bucket, context.Key, version);
        ObjectHeaders.WriteVersion(context, record);
        await XmlAnswer.WriteAsync(context, new Tagging([.. record.Tags.Select(tag => new Tag(tag.Key, tag.Value))]));
    }
}
