using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbuckettransferacceleration</summary>
internal sealed class GetBucketTransferAcceleration : Operation
{
    public override string Name => "GetBucketTransferAcceleration";

    public override Route Route { get; } = new("GET", Level.Bucket, "transferAcceleration");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(
            context,
            new TransferAccelerationConfiguration(
                context.Bucket.TransferAcceleration
                    ?? throw new OssException(OssErrors.NoSuchTransferAcceleration, "BucketName", context.Bucket.Name)
            )
        );
}
