using Ossa.Engine.Buckets;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreferer</summary>
internal sealed class PutBucketReferer : Operation
{
    public override string Name => "PutBucketReferer";

    public override Route Route { get; } = new("PUT", Level.Bucket, "referer");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            RefererConfiguration.Read,
            OssErrors.MalformedXmlReferer
        );
        var rules = ReadRules(document);
        await context.Engine.Buckets.UpdateAsync(
            context.Bucket,
            bucket => bucket with { Referer = rules },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }

    /// <summary>Without the path there is no query either.</summary>
    private static RefererRules ReadRules(RefererConfiguration document)
    {
        var truncatePath = document.TruncatePath == true;
        if (truncatePath && document.AllowTruncateQueryString == false)
        {
            throw new OssException(
                OssErrors.MalformedXmlReferer,
                "ErrorDetail",
                "AllowTruncateQueryString cannot be false where TruncatePath is true."
            );
        }

        return new RefererRules(
            document.AllowEmptyReferer,
            truncatePath || document.AllowTruncateQueryString == true,
            truncatePath,
            document.RefererList,
            document.RefererBlacklist
        );
    }
}
