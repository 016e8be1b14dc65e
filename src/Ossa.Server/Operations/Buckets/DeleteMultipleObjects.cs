using Ossa.Engine;
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

    public override Need Need => Need.Owner;

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
        await DeleteAsync(context, request);

        if (request.Quiet)
        {
            context.Http.Response.ContentLength = 0;
        }
        else
        {
            await XmlAnswer.WriteAsync(
                context,
                new DeleteResult
                {
                    EncodingType = encoding,
                    Deleted = [.. request.Objects.Select(entry => new DeletedObject(entry.Key))],
                }
            );
        }
    }

    /// <summary>Several at once, since deletions that wait together share a sync; a key that is named twice goes once.</summary>
    private static Task DeleteAsync(OssContext context, DeleteRequest request) =>
        Parallel.ForEachAsync(
            request.Objects.Select(entry => entry.Key).Distinct(StringComparer.Ordinal),
            new ParallelOptions { MaxDegreeOfParallelism = DeletionsAtOnce, CancellationToken = context.Aborted },
            async (key, cancellationToken) =>
                await context.Engine.Objects.DeleteAsync(context.Bucket, key, cancellationToken)
        );

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
                throw new OssException(OssErrors.MalformedXmlDeleteNoKey);
            }

            ObjectKey.Check(entry.Key);
        }
    }
}
