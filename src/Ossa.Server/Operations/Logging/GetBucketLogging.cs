using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Logging;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketlogging</summary>
internal sealed class GetBucketLogging : Operation
{
    public override string Name => "GetBucketLogging";

    public override Route Route { get; } = new("GET", Level.Bucket, "logging");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context)
    {
        var enabled = context.Bucket.Logging is { } rules
            ? new LoggingEnabled
            {
                TargetBucket = rules.TargetBucket,
                TargetPrefix = rules.TargetPrefix,
                LoggingRole = rules.Role,
            }
            : null;
        return XmlAnswer.WriteAsync(context, new BucketLoggingStatus(enabled));
    }
}
