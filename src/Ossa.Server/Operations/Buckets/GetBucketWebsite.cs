using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Websites;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketwebsite</summary>
internal sealed class GetBucketWebsite : Operation
{
    public override string Name => "GetBucketWebsite";

    public override Route Route { get; } = new("GET", Level.Bucket, "website");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context)
    {
        var website =
            context.Bucket.Website
            ?? throw new OssException(OssErrors.NoSuchWebsiteConfiguration, "BucketName", context.Bucket.Name);
        return XmlAnswer.WriteAsync(context, WebsiteDocuments.Of(website));
    }
}
