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

    public override bool NeedsBucket => false;

    /// <summary>A bucket that is not there yet is made.</summary>
    public override IEnumerable<string> FurtherActions(OssContext context) =>
        context.FoundBucket is null ? ["oss:PutBucket"] : [];

    public override async Task HandleAsync(OssContext context)
    {
        var acl = PutBucket.ReadAcl(context) ?? await ReadBodyAsync(context);
        await PublicAccess.RequireBucketAclAsync(context, acl);
        if (context.FoundBucket is null)
        {
            await PutBucket.MakeAsync(context, acl);
        }
        else if (acl is { } stated)
        {
            await context.Engine.Buckets.UpdateAsync(
                context.Bucket,
                bucket => bucket with { Acl = stated },
                context.Aborted
            );
        }

        PutBucket.Answer(context);
    }

    /// <summary>Some clients state the list as a document instead of the header; where none is stated it stays as it is.</summary>
    private static async Task<CannedAcl?> ReadBodyAsync(OssContext context)
    {
        var body = await XmlRequest.ReadAsync(context, AccessControlPolicy.Read, OssErrors.MalformedXmlBucketConfig);
        if (body is null)
        {
            return null;
        }

        return CannedAcls.TryParseBucketAcl(body.Grant, out var acl)
            ? acl
            : throw ListParameters.Invalid(OssErrors.InvalidBucketAcl, OssHeaders.Acl, body.Grant);
    }
}
