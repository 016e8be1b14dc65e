using System.Collections.Concurrent;
using Ossa.Engine;
using Ossa.Engine.Access;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Names;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Buckets;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletemultipleobjects</summary>
internal sealed class DeleteMultipleObjects : Operation
{
    private const int DeletionsAtOnce = 32;

    public override string Name => "DeleteMultipleObjects";

    public override Route Route { get; } = new("POST", Level.Bucket, "delete");

    public override string Action => "oss:DeleteObject";

    public override bool NamesItsObjects => true;

    public override Need Need => Need.Write;

    public override async Task HandleAsync(OssContext context)
    {
        if (context.Header(OssHeaders.ContentMd5) is null)
        {
            throw new OssException(OssErrors.MissingContentMd5);
        }

        var encoding = ListParameters.EncodingType(context);
        var request = await XmlRequest.ReadRequiredAsync(
            context,
            DeleteRequest.Read,
            OssErrors.MalformedXmlDelete,
            Limits.MaxDeleteBodyBytes
        );
        Check(request);
        await AuthorizeAsync(context, request);
        var outcomes = await DeleteAsync(context, request);
        var errors = request
            .Objects.Distinct()
            .Select(entry => outcomes[entry].Error)
            .OfType<FailedDeletion>()
            .ToArray();
        if (request.Quiet && errors.Length == 0)
        {
            context.Http.Response.ContentLength = 0;
            return;
        }

        var deleted = request.Quiet ? [] : request.Objects.Select(entry => outcomes[entry].Deleted);
        await XmlAnswer.WriteAsync(
            context,
            new DeleteResult
            {
                EncodingType = encoding,
                Deleted = [.. deleted.OfType<DeletedObject>()],
                Errors = errors,
            }
        );
    }

    /// <summary>All that is named must be the caller's to delete, else nothing is deleted.</summary>
    private async Task AuthorizeAsync(OssContext context, DeleteRequest request)
    {
        var known = new KnownConditions();
        foreach (var entry in request.Objects)
        {
            // A thousand questions to large policies take a while.
            context.Aborted.ThrowIfCancellationRequested();
            var action = entry.VersionId is null ? Action : ActionOnVersion(Action);
            var question = new AccessQuestion(action, Need, context.Bucket, context.Bucket.Name, entry.Key, Find)
            {
                Known = known,
            };
            var decision = await Authorizer.JudgeAsync(context, question);
            Authorizer.Require(context, question, decision with { Refusal = OfMany(decision.Refusal) });

            ValueTask<ObjectRecord?> Find()
            {
                var version = entry.VersionId is { } text ? Version(text) : (VersionId?)null;
                return context.Engine.Objects.FindAsync(context.Bucket, entry.Key, version, context.Aborted);
            }
        }
    }

    /// <summary>The refusal of one object as the service words it where many are named.</summary>
    private static OssError? OfMany(OssError? refusal) =>
        refusal == OssErrors.AccessDeniedByBucketPolicy || refusal == OssErrors.AccessDeniedByUserPolicy
            ? OssErrors.DeletionOfManyDenied
        : refusal == OssErrors.AccessDeniedByBucketAcl || refusal == OssErrors.ObjectWriteDenied
            ? OssErrors.DeletionOfManyNotAllowed
        : refusal;

    /// <summary>Several at once, since deletions that wait together share a sync; what is named twice goes once.</summary>
    private static async Task<IReadOnlyDictionary<ObjectIdentifier, Outcome>> DeleteAsync(
        OssContext context,
        DeleteRequest request
    )
    {
        var outcomes = new ConcurrentDictionary<ObjectIdentifier, Outcome>();
        await Parallel.ForEachAsync(
            request.Objects.Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = DeletionsAtOnce, CancellationToken = context.Aborted },
            async (entry, cancellationToken) => outcomes[entry] = await TryAsync(context, entry, cancellationToken)
        );
        return outcomes;
    }

    /// <summary>What a retention policy protects stays, and the others go nevertheless.</summary>
    private static async ValueTask<Outcome> TryAsync(
        OssContext context,
        ObjectIdentifier entry,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return new Outcome(await DeleteAsync(context, entry, cancellationToken), null);
        }
        catch (OssException e) when (e.Error == OssErrors.FileImmutable)
        {
            return new Outcome(null, new FailedDeletion(entry.Key, entry.VersionId, e.Error.Code, e.Error.Message));
        }
    }

    private static async ValueTask<DeletedObject> DeleteAsync(
        OssContext context,
        ObjectIdentifier entry,
        CancellationToken cancellationToken
    )
    {
        var (bucket, objects) = (context.Bucket, context.Engine.Objects);
        var record = entry.VersionId is { } text
            ? await objects.DeleteVersionAsync(bucket, entry.Key, Version(text), cancellationToken)
            : await objects.DeleteAsync(bucket, entry.Key, cancellationToken);
        return record is { IsDeleteMarker: true }
            ? new DeletedObject(entry.Key, entry.VersionId, DeleteMarker: true, record.Version.ToString())
            : new DeletedObject(entry.Key, entry.VersionId);
    }

    private static VersionId Version(string text) =>
        VersionParameter.Parse(text, "VersionId", OssErrors.InvalidVersionId);

    /// <summary>All is checked before anything is deleted.</summary>
    private static void Check(DeleteRequest request)
    {
        if (request.Objects.Count == 0)
        {
            throw new OssException(OssErrors.MalformedXmlDeleteEmpty);
        }

        if (request.Objects.Count > Limits.MaxDeleteObjects)
        {
            throw new OssException(OssErrors.MalformedXmlDeleteTooMany);
        }

        foreach (var entry in request.Objects)
        {
            if (entry.Key.Length == 0)
            {
                throw new OssException(OssErrors.MalformedXmlDeleteEmptyKey);
            }

            ObjectKey.Check(entry.Key);
            if (entry.VersionId is { } version)
            {
                Version(version);
            }
        }
    }

    private sealed record Outcome(DeletedObject? Deleted, FailedDeletion? Error);
}
