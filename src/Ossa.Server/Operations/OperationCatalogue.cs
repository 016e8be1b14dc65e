using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations.Archives;
using Ossa.Server.Operations.Buckets;
using Ossa.Server.Operations.Domains;
using Ossa.Server.Operations.EmptyLists;
using Ossa.Server.Operations.Logging;
using Ossa.Server.Operations.Multipart;
using Ossa.Server.Operations.Objects;
using Ossa.Server.Operations.Retention;
using Ossa.Server.Operations.Service;
using Ossa.Server.Operations.Versions;
using Ossa.Server.Road;

namespace Ossa.Server.Operations;

/// <summary>
/// Every operation of the OSS API that Ossa answers, then those about what cannot be made yet, then those it knows by name only. This is the API's table of contents.
/// </summary>
internal static class OperationCatalogue
{
    public static readonly IReadOnlyList<Operation> Works =
    [
        new ListBuckets(),
        new DescribeRegions(),
        new PutPublicAccessBlock(),
        new GetPublicAccessBlock(),
        new DeletePublicAccessBlock(),
        new ListCloudBoxes(),
        new ListUserDataRedundancyTransition(),
        new Service.ListAccessPoints(),
        new ListAccessPointsForObjectProcess(),
        new PutBucket(),
        new DeleteBucket(),
        new GetBucketInfo(),
        new GetBucketLocation(),
        new GetBucketStat(),
        new PutBucketAcl(),
        new GetBucketAcl(),
        new PutBucketCors(),
        new GetBucketCors(),
        new DeleteBucketCors(),
        new PutBucketTags(),
        new GetBucketTags(),
        new DeleteBucketTags(),
        new PutBucketRequestPayment(),
        new GetBucketRequestPayment(),
        new PutBucketTransferAcceleration(),
        new GetBucketTransferAcceleration(),
        new PutBucketResourceGroup(),
        new GetBucketResourceGroup(),
        new PutBucketReferer(),
        new GetBucketReferer(),
        new PutBucketWebsite(),
        new GetBucketWebsite(),
        new DeleteBucketWebsite(),
        new PutBucketEncryption(),
        new GetBucketEncryption(),
        new DeleteBucketEncryption(),
        new PutBucketPublicAccessBlock(),
        new GetBucketPublicAccessBlock(),
        new DeleteBucketPublicAccessBlock(),
        new PutBucketPolicy(),
        new GetBucketPolicy(),
        new DeleteBucketPolicy(),
        new GetBucketPolicyStatus(),
        new GetBucketAccessMonitor(),
        new PutBucketLifecycle(),
        new GetBucketLifecycle(),
        new DeleteBucketLifecycle(),
        new PutBucketLogging(),
        new GetBucketLogging(),
        new DeleteBucketLogging(),
        new PutUserDefinedLogFieldsConfig(),
        new GetUserDefinedLogFieldsConfig(),
        new DeleteUserDefinedLogFieldsConfig(),
        new CreateCnameToken(),
        new GetCnameToken(),
        new PutCname(),
        new ListCname(),
        new DeleteCname(),
        new ListObjects(),
        new ListObjectsV2(),
        new PutBucketVersioning(),
        new GetBucketVersioning(),
        new ListObjectVersions(),
        new InitiateBucketWorm(),
        new CompleteBucketWorm(),
        new ExtendBucketWorm(),
        new AbortBucketWorm(),
        new GetBucketWorm(),
        new ListMultipartUploads(),
        new ListStyle(),
        new ListLiveChannel(),
        new ListBucketDataRedundancyTransition(),
        new GetBucketReplicationLocation(),
        new Buckets.ListAccessPoints(),
        new DeleteMultipleObjects(),
        new OptionBucket(),
        new PutObject(),
        new PostObject(),
        new GetObject(),
        new HeadObject(),
        new GetObjectMeta(),
        new CopyObject(),
        new AppendObject(),
        new SealAppendObject(),
        new InitiateMultipartUpload(),
        new UploadPart(),
        new UploadPartCopy(),
        new CompleteMultipartUpload(),
        new AbortMultipartUpload(),
        new ListParts(),
        new DeleteObject(),
        new PutObjectAcl(),
        new GetObjectAcl(),
        new PutObjectTagging(),
        new GetObjectTagging(),
        new DeleteObjectTagging(),
        new PutSymlink(),
        new GetSymlink(),
        new RestoreObject(),
        new CleanRestoredObject(),
        new OptionObject(),
    ];

    /// <summary>All of them, those about what cannot be made yet and those still to come included.</summary>
    public static readonly IReadOnlyList<Operation> All =
    [
        .. Works,
        .. AbsentConfigurations.All,
        .. PlannedOperations.All,
    ];

    private static readonly OperationTable Table = new(All);

    /// <summary>The operation that a request asks for, or the refusal that names what is wrong with asking.</summary>
    public static Operation Find(OssContext context, string method)
    {
        var target = context.Target;
        // A preflight asks about the request to come, sub-resource and all, and is answered by the bucket's rules alone.
        string? named = null;
        if (!HttpMethods.IsOptions(method))
        {
            named = SubResourceNames.RequireOne(target);
            SubResourceNames.RequireAtLevel(target, method);
        }

        // Nor may one that an operation has with other values only. What a listing is asked for by a value that there is not says so itself.
        var found = Match(context, method);
        return found is not null && (named is null || HttpMethods.IsGet(method) || found.Route.Named == named)
            ? found
            : throw Refuse(method, Route.LevelOf(target));
    }

    /// <summary>Notes what a request asks for that is refused before it is looked at closer.</summary>
    public static void Note(OssContext context) =>
        context.Operation = Match(context, context.Http.Request.Method)?.Name ?? context.Operation;

    private static Operation? Match(OssContext context, string method)
    {
        var target = context.Target;
        var headers = context.Http.Request.Headers;
        var isPreflight = HttpMethods.IsOptions(method);
        Operation? best = null;
        Operation? other = null;
        foreach (var operation in Table.For(target))
        {
            if (!operation.Route.FitsTarget(target, headers))
            {
                continue;
            }

            if (operation.Route.Method == method)
            {
                best = Heavier(best, operation);
            }
            else if (!isPreflight)
            {
                other = Heavier(other, operation);
            }
        }
        // A sub-resource that no operation of this method has must not fall through to the plain operation of the same method.
        return best is not null && best.Route.Weight >= Math.Min(2, other?.Route.Weight ?? 0) ? best : null;
    }

    /// <summary>Says that what is asked for cannot be done there.</summary>
    internal static OssException Refuse(string method, Level level) =>
        new(OssErrors.MethodNotAllowed, [new("Method", method), new("ResourceType", level.ToString())]);

    private static Operation Heavier(Operation? present, Operation candidate) =>
        present is null || candidate.Route.Weight > present.Route.Weight ? candidate : present;
}
