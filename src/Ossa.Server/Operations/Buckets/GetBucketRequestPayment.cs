using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketrequestpayment</summary>
internal sealed class GetBucketRequestPayment : Operation
{
    public override string Name => "GetBucketRequestPayment";

    public override Route Route { get; } = new("GET", Level.Bucket, "requestPayment");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(
            context,
            new RequestPaymentConfiguration(
                context.Bucket.RequesterPays ? PutBucketRequestPayment.Requester : PutBucketRequestPayment.Owner
            )
        );
}
