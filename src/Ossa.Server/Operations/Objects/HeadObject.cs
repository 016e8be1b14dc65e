using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/headobject</summary>
internal sealed class HeadObject : Operation
{
    public override string Name => "HeadObject";

    public override Route Route { get; } = new("HEAD", Level.Object);

    public override string Action => "oss:GetObject";

    public override Need Need => Need.Read;

    public override Reads Reads => Reads.Record;

    public override bool FollowsSymlinks => true;

    public override async Task HandleAsync(OssContext context)
    {
        var record = context.Record;
        var response = context.Http.Response;
        if (!Preconditions.OfRead(context).Check(record))
        {
            NotModified.Answer(context, record);
            return;
        }
        ObjectHeaders.WriteAll(context, record);
        await LifecycleHeaders.WriteExpirationAsync(context, record);
        ResponseOverrides.Apply(context);
        OriginHeaders.Write(context);
        response.ContentLength = record.Size;
    }
}
