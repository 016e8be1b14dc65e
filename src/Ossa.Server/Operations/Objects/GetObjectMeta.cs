using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectmeta</summary>
internal sealed class GetObjectMeta : Operation
{
    public override string Name => "GetObjectMeta";

    public override Route Route { get; } = new("HEAD", Level.Object, "objectMeta");

    public override string Action => "oss:GetObject";

    public override Need Need => Need.Read;

    public override Reads Reads => Reads.Record;

    public override Task HandleAsync(OssContext context)
    {
        ObjectHeaders.WriteIdentity(context, context.Record);
        context.Http.Response.ContentLength = context.Record.Size;
        return Task.CompletedTask;
    }
}
