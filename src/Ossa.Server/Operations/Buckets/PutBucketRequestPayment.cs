using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketrequestpayment</summary>
internal sealed class PutBucketRequestPayment : Operation
{
    public override string Name => "PutBucketRequestPayment";

    public override Route Route { get; } = new("PUT", Level.Bucket, "requestPayment");

    public override Need Need => Need.Owner;

    public const string Owner = "BucketOwner";
    public const string Requester = "Requester";

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            RequestPaymentConfiguration.Read,
            OssErrors.MalformedXmlRequestPayment
        );
        var requesterPays = document.Payer switch
        {
            Owner => false,
            Requester => true,
            _ => throw new OssException(
                OssErrors.InvalidPayer,
                "ErrorDetail",
                "Payer is neither BucketOwner nor Requester."
            ),
        };
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { RequesterPays = requesterPays },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }
}
