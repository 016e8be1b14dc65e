using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbuckettransferacceleration</summary>
internal sealed class PutBucketTransferAcceleration : Operation
{
    public override string Name => "PutBucketTransferAcceleration";

    public override Route Route { get; } = new("PUT", Level.Bucket, "transferAcceleration");

    public override Need Need => Need.Owner;

    public override string? Missing => "kept and told; a server of one's own has no other routes";

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            TransferAccelerationConfiguration.Read,
            OssErrors.MalformedXmlBucketConfig
        );
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { TransferAcceleration = document.Enabled },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }
}
