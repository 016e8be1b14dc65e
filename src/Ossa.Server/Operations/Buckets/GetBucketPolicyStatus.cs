using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketpolicystatus</summary>
internal sealed class GetBucketPolicyStatus : Operation
{
    public override string Name => "GetBucketPolicyStatus";

    public override Route Route { get; } = new("GET", Level.Bucket, "policyStatus");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var policy = await context.Engine.BucketPolicies.FindAsync(context.Bucket, context.Aborted);
        await XmlAnswer.WriteAsync(context, new PolicyStatus(policy is { Document.IsPublic: true }));
    }
}
