using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketacl</summary>
internal sealed class PutBucketAcl : Operation
{
    public override string Name => "PutBucketAcl";

    public override Route Route { get; } = new("PUT", Level.Bucket, "acl");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var acl = PutBucket.ReadAcl(context) ?? await ReadBodyAsync(context);
        await PublicAccess.RequireBucketAclAsync(context, acl);
        await context.Engine.Buckets.UpdateAsync(context.Bucket, bucket => bucket with { Acl = acl }, context.Aborted);
        context.Http.Response.ContentLength = 0;
    }

    /// <summary>Some clients state the list as a document instead of the header.</summary>
    private static async Task<CannedAcl> ReadBodyAsync(OssContext context)
    {
        var body = await XmlRequest.ReadAsync(context, AccessControlPolicy.Read, OssErrors.MalformedXmlBucketConfig);
        return body is not null && CannedAcls.TryParseBucketAcl(body.Grant, out var acl)
            ? acl
            : throw ListParameters.Invalid(OssErrors.InvalidBucketAcl, OssHeaders.Acl, body?.Grant ?? "");
    }
}
