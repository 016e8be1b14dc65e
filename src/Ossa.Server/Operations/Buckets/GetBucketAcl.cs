using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketacl</summary>
internal sealed class GetBucketAcl : Operation
{
    public override string Name => "GetBucketAcl";

    public override Route Route { get; } = new("GET", Level.Bucket, "acl");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(context, new AccessControlPolicy(Owners.Of(context), context.Bucket.Acl.ToWire()));
}
