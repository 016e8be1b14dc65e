using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>
/// The answer of a fresh bucket, whose tracking of accesses is off. See
/// https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketaccessmonitor.
/// </summary>
internal sealed class GetBucketAccessMonitor : Operation
{
    public override string Name => "GetBucketAccessMonitor";

    public override Route Route { get; } = new("GET", Level.Bucket, "accessmonitor");

    public override Need Need => Need.Owner;

    public override string? Missing => "the answer is always Disabled, as accesses cannot be tracked yet";

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(context, new AccessMonitorConfiguration(IsEnabled: false));
}
