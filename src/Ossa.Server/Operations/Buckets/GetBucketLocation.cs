using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketlocation</summary>
internal sealed class GetBucketLocation : Operation
{
    public override string Name => "GetBucketLocation";

    public override Route Route { get; } = new("GET", Level.Bucket, "location");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(context, new LocationConstraint(context.Options.Location));
}
