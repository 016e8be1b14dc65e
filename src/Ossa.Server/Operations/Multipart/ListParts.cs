using System.Globalization;
using Ossa.Engine;
using Ossa.Engine.Multipart;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Multipart;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listparts</summary>
internal sealed class ListParts : Operation
{
    public override string Name => "ListParts";

    public override Route Route { get; } = new("GET", Level.Object, "uploadId");

    public override Need Need => Need.List;

    public override async Task HandleAsync(OssContext context)
    {
        var encoding = ListParameters.EncodingType(context);
        var limit = ListParameters.PageSize(
            context,
            "max-parts",
            Limits.MaxListEntries,
            OssErrors.ListPartsMaxPartsOutOfRange
        );
        var marker = ReadMarker(context);
        var upload = await UploadParameter.FindAsync(context, OssErrors.NoSuchUpload);
        var page = await context.Engine.Uploads.ListPartsAsync(context.Bucket, upload, marker, limit, context.Aborted);
        await XmlAnswer.WriteAsync(
            context,
            new ListPartsResult
            {
                EncodingType = encoding,
                Bucket = context.Bucket.Name,
                Key = context.Key,
                UploadId = upload.Id.ToString(),
                StorageClass = upload.Wanted.StorageClass,
                PartNumberMarker = marker,
                NextPartNumberMarker = page.Parts.Count > 0 ? page.Parts[^1].Number : 0,
                MaxParts = limit,
                IsTruncated = page.IsTruncated,
                Parts = [.. page.Parts.Select(Describe)],
            }
        );
    }

    private static PartEntry Describe(PartRecord part) =>
        new()
        {
            PartNumber = part.Number,
            LastModified = part.LastModified,
            ETag = part.ETag,
            HashCrc64ecma = part.Crc64,
            Size = part.Size,
        };

    private static int ReadMarker(OssContext context)
    {
        var text = context.Target["part-number-marker"];
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        var readable = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var marker);
        return readable && marker <= Limits.MaxParts
            ? marker
            : throw ListParameters.Invalid(OssErrors.PartNumberMarkerOutOfRange, "part-number-marker", text);
    }
}
