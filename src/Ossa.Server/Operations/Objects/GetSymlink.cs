using System.Globalization;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getsymlink</summary>
internal sealed class GetSymlink : Operation
{
    public override string Name => "GetSymlink";

    public override Route Route { get; } = new("GET", Level.Object, "symlink");

    public override string Action => "oss:GetObject";

    public override Need Need => Need.Read;

    public override Reads Reads => Reads.Record;

    public override Task HandleAsync(OssContext context)
    {
        var record = context.Record;
        if (record.Type != ObjectType.Symlink)
        {
            throw new OssException(OssErrors.NotSymlink, "Key", context.Key);
        }

        var headers = context.Http.Response.Headers;
        ObjectHeaders.WriteVersion(context, record);
        headers.ETag = ObjectHeaders.Quoted(record.ETag);
        headers.LastModified = record.LastModified.ToString("r", CultureInfo.InvariantCulture);
        headers[OssHeaders.SymlinkTarget] = UriEncoding.EncodePath(record.SymlinkTarget);
        context.Http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
