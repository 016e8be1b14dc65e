using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getobject</summary>
internal sealed class GetObject : Operation
{
    public override string Name => "GetObject";

    public override Route Route { get; } = new("GET", Level.Object);

    public override Need Need => Need.Read;

    public override string? Missing => "traffic limits and image processing are refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        UnsupportedHeaders.RefuseOnRead(context);
        VersionId.RequireNone(context);
        await using var found =
            await context.Engine.Objects.OpenAsync(context.Bucket, context.Key, null, context.Aborted)
            ?? throw new OssException(OssErrors.NoSuchKey, "Key", context.Key);
        var response = context.Http.Response;
        if (!Preconditions.OfRead(context).Check(found.Record))
        {
            NotModified.Answer(response, found.Record);
            return;
        }
        var range = RangeRequest.Resolve(context, found.Record);
        ObjectHeaders.WriteAll(response.Headers, found.Record);
        ResponseOverrides.Apply(context);
        OriginHeaders.Write(context);
        var sent = range ?? new ByteRange(0, found.Record.Size);
        response.ContentLength = sent.Length;
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {sent.Offset}-{sent.Offset + sent.Length - 1}/{found.Record.Size}";
        }
        await BodySender.SendAsync(context, found.Body, sent);
    }
}
