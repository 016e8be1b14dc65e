using System.Globalization;
using Ossa.Engine.Links;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Links;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putobject</summary>
internal sealed class PutObject : Operation
{
    public override string Name => "PutObject";

    public override Route Route { get; } = new("PUT", Level.Object);

    public override Need Need => Need.Write;

    public override string? Missing => "encryption with SM4 or the sender's keys and callbacks are refused by name";

    public override async Task HandleAsync(OssContext context) => Answer(context, await StoreAsync(context));

    /// <summary>Stores what the request brings.</summary>
    public static ValueTask<ObjectRecord> StoreAsync(OssContext context)
    {
        UploadParameter.RequireNone(context);
        UnsupportedHeaders.RefuseOnWrite(context);
        return context.Caller.Link is { } link ? StoreAsync(context, link) : StoreOwnAsync(context);
    }

    /// <summary>Tells the sender what is stored.</summary>
    public static void Answer(OssContext context, ObjectRecord record)
    {
        var response = context.Http.Response;
        ObjectHeaders.WriteVersion(context, record);
        ObjectHeaders.WriteEncryption(context, record.Encryption);
        response.Headers.ETag = ObjectHeaders.Quoted(record.ETag);
        response.Headers.ContentMD5 = Convert.ToBase64String(record.Md5);
        response.Headers[OssHeaders.HashCrc64Ecma] = record.Crc64.ToString(CultureInfo.InvariantCulture);
        response.ContentLength = 0;
    }

    private static async ValueTask<ObjectRecord> StoreOwnAsync(OssContext context)
    {
        var wanted = UploadHeaders.Read(context);
        using var body = RequestBody.ForUpload(context);
        return await context.Engine.Objects.PutAsync(
            context.Bucket,
            context.Key,
            wanted,
            body.ReadAsync,
            context.Aborted
        );
    }

    private static async ValueTask<ObjectRecord> StoreAsync(OssContext context, Link link)
    {
        using var body = RequestBody.ForUpload(context);
        return await LinkUpload.PutAsync(
            context,
            link,
            context.Header("Content-Type"),
            context.Http.Request.ContentLength,
            body.ReadAsync
        );
    }
}
