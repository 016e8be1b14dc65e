using Ossa.Engine.Buckets;
using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreferer</summary>
internal sealed class GetBucketReferer : Operation
{
    public override string Name => "GetBucketReferer";

    public override Route Route { get; } = new("GET", Level.Bucket, "referer");

    public override Need Need => Need.Owner;

    public override Task HandleAsync(OssContext context)
    {
        var rules = context.Bucket.Referer ?? RefererRules.None;
        return XmlAnswer.WriteAsync(
            context,
            new RefererConfiguration
            {
                AllowEmptyReferer = rules.AllowEmpty,
                AllowTruncateQueryString = rules.TruncateQuery,
                TruncatePath = rules.TruncatePath,
                RefererList = rules.Allowed,
                RefererBlacklist = rules.Denied,
            }
        );
    }
}
