using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/appendobject</summary>
internal sealed class AppendObject : Operation
{
    public override string Name => "AppendObject";

    public override Route Route { get; } = new("POST", Level.Object, "append");

    public override string Action => "oss:PutObject";

    public override Need Need => Need.Write;

    public override string? Missing => "encryption with SM4 or the sender's keys is refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        UnsupportedHeaders.RefuseOnWrite(context);
        var position = AppendPosition.Read(context, OssErrors.MissingAppendPosition, OssErrors.InvalidAppendPosition);
        // The checksum in this header is that of what arrives.
        var wanted = UploadHeaders.Read(context) with
        {
            ExpectedBytes = context.Http.Request.ContentLength,
        };
        using var body = RequestBody.ForUpload(context);
        var record = await context.Engine.Appender.AppendAsync(
            context.Bucket,
            context.Key,
            position,
            wanted,
            body.ReadAsync,
            context.Aborted
        );
        var headers = context.Http.Response.Headers;
        headers.ETag = ObjectHeaders.Quoted(record.ETag);
        headers[OssHeaders.HashCrc64Ecma] = record.Crc64.ToString(CultureInfo.InvariantCulture);
        headers[OssHeaders.NextAppendPosition] = record.Size.ToString(CultureInfo.InvariantCulture);
        ObjectHeaders.WriteVersion(context, record);
        ObjectHeaders.WriteEncryption(context, record.Encryption);
        context.Http.Response.ContentLength = 0;
    }
}
