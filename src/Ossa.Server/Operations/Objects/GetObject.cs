using Microsoft.AspNetCore.Http;
using Ossa.Server.Links;
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

    public override Reads Reads => Reads.Body;

    public override bool FollowsSymlinks => true;

    public override string? Missing => "image processing is refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        var pace = TrafficLimit.Read(context);
        var record = context.Record;
        ArchiveState.RequireReadable(context, record);
        var response = context.Http.Response;
        if (!Preconditions.OfRead(context).Check(record))
        {
            NotModified.Answer(context, record);
            return;
        }
        var range = RangeRequest.Resolve(context, record);
        var sent = range ?? new ByteRange(0, record.Size);
        await using var use = await LinkUse.BeginAsync(context, record.Size, sent, isRange: range is not null);
        ObjectHeaders.WriteAll(context, record);
        await LifecycleHeaders.WriteExpirationAsync(context, record);
        ResponseOverrides.Apply(context);
        OriginHeaders.Write(context);
        response.ContentLength = sent.Length;
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {sent.Offset}-{sent.Offset + sent.Length - 1}/{record.Size}";
        }
        await BodySender.SendAsync(context, context.Body, sent, pace);
    }
}
