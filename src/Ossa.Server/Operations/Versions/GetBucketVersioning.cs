using Ossa.Engine.Buckets;
using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Versions;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketversioning</summary>
internal sealed class GetBucketVersioning : Operation
{
    public override string Name => "GetBucketVersioning";

    public override Route Route { get; } = new("GET", Level.Bucket, "versioning");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context) =>
        XmlAnswer.WriteAsync(context, new VersioningConfiguration(StatusOf(context.Bucket)));

    /// <summary>Enabled or Suspended, or null when versions were never kept.</summary>
    public static string? StatusOf(Bucket bucket) =>
        bucket.Versioning switch
        {
            VersioningState.Enabled => VersioningConfiguration.Enabled,
            VersioningState.Suspended => VersioningConfiguration.Suspended,
            _ => null,
        };
}
