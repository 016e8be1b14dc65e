using System.Globalization;
using Ossa.Engine.Multipart;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;
using PartList = Ossa.Protocol.Documents.CompleteMultipartUpload;

namespace Ossa.Server.Operations.Multipart;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/completemultipartupload</summary>
internal sealed class CompleteMultipartUpload : Operation
{
    private const int MaxDocumentBytes = 4 * 1024 * 1024;

    public override string Name => "CompleteMultipartUpload";

    public override Route Route { get; } = new("POST", Level.Object, "uploadId");

    public override string Action => "oss:PutObject";

    public override Need Need => Need.Write;

    public override string? Missing => "callbacks are refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        UnsupportedHeaders.RefuseOnWrite(context);
        var encoding = ListParameters.EncodingType(context);
        var upload = await UploadParameter.FindAsync(context, OssErrors.NoSuchUploadToComplete);
        EncryptionHeaders.RefuseOnPart(context, upload.Wanted.Encryption);
        var named = await ReadPartsAsync(context);
        var record =
            await context.Engine.Uploads.CompleteAsync(context.Bucket, Settled(context, upload), named, context.Aborted)
            ?? throw new OssException(OssErrors.NoSuchUploadToComplete, "UploadId", upload.Id.ToString());
        // Official clients take the tag from the header, although the document has it.
        context.Http.Response.Headers.ETag = ObjectHeaders.Quoted(record.ETag);
        context.Http.Response.Headers[OssHeaders.HashCrc64Ecma] = record.Crc64.ToString(CultureInfo.InvariantCulture);
        ObjectHeaders.WriteVersion(context, record);
        ObjectHeaders.WriteEncryption(context, record.Encryption);
        await XmlAnswer.WriteAsync(
            context,
            new CompleteMultipartUploadResult
            {
                EncodingType = encoding,
                Location = Endpoints.UrlOfObject(context),
                Bucket = context.Bucket.Name,
                Key = context.Key,
                ETag = record.ETag,
            }
        );
    }

    /// <summary>The parts that the request names, or null when it asks for all that there are.</summary>
    private static async Task<IReadOnlyList<CompletedPart>?> ReadPartsAsync(OssContext context)
    {
        var all = context.Header(OssHeaders.CompleteAll);
        if (all is not null && all != "yes")
        {
            throw ListParameters.Invalid(OssErrors.InvalidCompleteAll, OssHeaders.CompleteAll, WireText.ToText(all));
        }

        var list = await XmlRequest.ReadAsync(context, PartList.Read, OssErrors.MalformedXmlComplete, MaxDocumentBytes);
        if (all is null)
        {
            return list?.Parts
                ?? throw new OssException(OssErrors.MalformedXmlComplete, "ErrorDetail", "The request has no body.");
        }

        return list is null
            ? null
            : throw ListParameters.Invalid(OssErrors.CompleteAllWithBody, OssHeaders.CompleteAll, all);
    }

    /// <summary>What this request says of the object, where it says something, over what the first one said.</summary>
    private static UploadRecord Settled(OssContext context, UploadRecord upload)
    {
        var forbids = upload.Wanted.ForbidOverwrite || UploadHeaders.ReadForbidOverwrite(context);
        var acl = context.Header(OssHeaders.ObjectAcl) is null ? upload.Wanted.Acl : UploadHeaders.ReadAcl(context);
        return upload with { Wanted = upload.Wanted with { ForbidOverwrite = forbids, Acl = acl } };
    }
}
