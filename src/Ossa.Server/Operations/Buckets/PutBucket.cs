using Microsoft.AspNetCore.Http;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putbucket</summary>
internal sealed class PutBucket : Operation
{
    private const string StandardClass = "Standard";

    private const string LocalRedundancy = "LRS";

    public override string Name => "PutBucket";

    public override Route Route { get; } = new("PUT", Level.Bucket);

    public override Need Need => Need.Owner;

    public override bool NeedsBucket => false;

    /// <summary>For a bucket that is there already this only changes its list.</summary>
    public override IEnumerable<string> FurtherActions(OssContext context) =>
        context.FoundBucket is not null && context.Header(OssHeaders.Acl) is not null ? ["oss:PutBucketAcl"] : [];

    public override async Task HandleAsync(OssContext context)
    {
        var name = context.Target.Bucket!;
        if (context.FoundBucket is { } found && found.OwnerId != context.Caller.AccountId)
        {
            throw new OssException(OssErrors.BucketAlreadyExists, "BucketName", name);
        }

        var acl = ReadAcl(context);
        await PublicAccess.RequireBucketAclAsync(context, acl);
        var group = ResourceGroups.ReadHeader(context);
        var body = await XmlRequest.ReadAsync(
            context,
            CreateBucketConfiguration.Read,
            OssErrors.MalformedXmlBucketConfig
        );
        var storageClass = ReadStorageClass(body?.StorageClass);
        var redundancy = ReadRedundancy(body?.DataRedundancyType);
        // Whether the caller may change the list was asked about the bucket that was found, so no other one's is changed.
        await (
            context.FoundBucket is { } known
                ? context.Engine.Buckets.CreateAgainAsync(known, known.OwnerId, acl, redundancy, context.Aborted)
                : MakeAsync(context, acl, storageClass, redundancy, group)
        );
        Answer(context);
    }

    /// <summary>Makes the bucket that the request names for its caller.</summary>
    public static ValueTask<Bucket> MakeAsync(
        OssContext context,
        CannedAcl? acl,
        string storageClass = StandardClass,
        string redundancy = LocalRedundancy,
        string? group = null
    ) =>
        context.Engine.Buckets.CreateAsync(
            context.Target.Bucket!,
            context.Caller.AccountId!,
            acl,
            storageClass,
            redundancy,
            group,
            context.Aborted
        );

    /// <summary>Says where the bucket is that was made or changed.</summary>
    public static void Answer(OssContext context)
    {
        context.Http.Response.Headers.Location = "/" + context.Target.Bucket;
        context.Http.Response.ContentLength = 0;
    }

    /// <summary>The list that the request states, or null: what is stated nowhere is left as it is.</summary>
    public static CannedAcl? ReadAcl(OssContext context)
    {
        if (context.Header(OssHeaders.Acl) is not { } text)
        {
            return null;
        }

        return CannedAcls.TryParseBucketAcl(text, out var acl)
            ? acl
            : throw ListParameters.Invalid(OssErrors.InvalidBucketAcl, OssHeaders.Acl, WireText.ToText(text));
    }

    /// <summary>An empty element says as little as none: some clients write out all that they leave unset.</summary>
    private static string ReadStorageClass(string? text) =>
        string.IsNullOrEmpty(text)
            ? StandardClass
            : UploadHeaders.CheckStorageClass(text, OssErrors.InvalidBucketStorageClass);

    private static string ReadRedundancy(string? text) =>
        text switch
        {
            null or "" => LocalRedundancy,
            LocalRedundancy or "ZRS" => text,
            _ => throw new OssException(
                OssErrors.MalformedXmlBucketConfig,
                "ErrorDetail",
                "DataRedundancyType is neither LRS nor ZRS."
            ),
        };
}
