using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Websites;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketwebsite</summary>
internal sealed class PutBucketWebsite : Operation
{
    public override string Name => "PutBucketWebsite";

    public override Route Route { get; } = new("PUT", Level.Bucket, "website");

    public override Need Need => Need.Owner;

    public override string? Missing => "rules of the type Mirror and rules with a LuaConfig are refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            WebsiteConfiguration.Read,
            OssErrors.MalformedXmlWebsite
        );
        var website = WebsiteReading.Read(document);
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Website = website },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }
}
