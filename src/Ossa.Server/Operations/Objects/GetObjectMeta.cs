using Ossa.Protocol.Errors;
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

    public override async Task HandleAsync(OssContext context)
    {
        VersionId.RequireNone(context);
        var record =
            await context.Engine.Objects.FindAsync(context.Bucket, context.Key, null, context.Aborted)
            ?? throw new OssException(OssErrors.NoSuchKey, "Key", context.Key);
        ObjectHeaders.WriteIdentity(context.Http.Response.Headers, record);
        context.Http.Response.ContentLength = record.Size;
    }
}
