using Ossa.Engine.Buckets;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Versions;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketversioning</summary>
internal sealed class PutBucketVersioning : Operation
{
    public override string Name => "PutBucketVersioning";

    public override Route Route { get; } = new("PUT", Level.Bucket, "versioning");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var wanted = await XmlRequest.ReadRequiredAsync(
            context,
            VersioningConfiguration.Read,
            OssErrors.MalformedXmlVersioning
        );
        var state = wanted.Status switch
        {
            VersioningConfiguration.Enabled => VersioningState.Enabled,
            VersioningConfiguration.Suspended => VersioningState.Suspended,
            _ => throw new OssException(OssErrors.MissingVersioningStatus),
        };
        await context.Engine.Buckets.SetVersioningAsync(context.Bucket, state, context.Aborted);
        context.Http.Response.ContentLength = 0;
    }
}
