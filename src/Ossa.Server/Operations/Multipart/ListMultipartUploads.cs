using Ossa.Engine;
using Ossa.Engine.Multipart;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Multipart;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads</summary>
internal sealed class ListMultipartUploads : Operation
{
    public override string Name => "ListMultipartUploads";

    public override Route Route { get; } = new("GET", Level.Bucket, "uploads");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var target = context.Target;
        var encoding = ListParameters.EncodingType(context);
        var limit = ListParameters.PageSize(
            context,
            "max-uploads",
            Limits.MaxListEntries,
            OssErrors.ListUploadsMaxUploadsOutOfRange
        );
        var keyMarker = target["key-marker"] ?? "";
        var uploadMarker = target["upload-id-marker"] ?? "";
        var known = UploadId.TryParse(uploadMarker, out var afterUpload);
        var query = new UploadQuery(
            target["prefix"] ?? "",
            target["delimiter"] ?? "",
            keyMarker,
            known ? afterUpload : null,
            limit
        );
        var page = await context.Engine.UploadListing.ListAsync(context.Bucket, query, context.Aborted);
        await XmlAnswer.WriteAsync(
            context,
            new ListMultipartUploadsResult
            {
                EncodingType = encoding,
                Bucket = context.Bucket.Name,
                KeyMarker = keyMarker,
                UploadIdMarker = uploadMarker,
                NextKeyMarker = page.NextKey ?? "",
                NextUploadIdMarker = page.NextUpload?.Id.ToString() ?? "",
                Delimiter = query.Delimiter,
                Prefix = query.Prefix,
                MaxUploads = limit,
                IsTruncated = page.NextKey is not null,
                Uploads = [.. page.Uploads.Select(Describe)],
                CommonPrefixes = page.CommonPrefixes,
            }
        );
    }

    private static UploadEntry Describe(UploadRecord upload) =>
        new()
        {
            Key = upload.Key,
            UploadId = upload.Id.ToString(),
            StorageClass = upload.Wanted.StorageClass,
            Initiated = upload.InitiatedAt,
        };
}
