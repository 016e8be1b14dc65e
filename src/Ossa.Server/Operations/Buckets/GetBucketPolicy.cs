using System.Text;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketpolicy</summary>
internal sealed class GetBucketPolicy : Operation
{
    public override string Name => "GetBucketPolicy";

    public override Route Route { get; } = new("GET", Level.Bucket, "policy");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var policy =
            await context.Engine.BucketPolicies.FindAsync(context.Bucket, context.Aborted)
            ?? throw new OssException(OssErrors.NoSuchBucketPolicy, "BucketName", context.Bucket.Name);
        var body = Encoding.UTF8.GetBytes(policy.Json);
        var response = context.Http.Response;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await AnswerBody.WriteAsync(context, body);
    }
}
