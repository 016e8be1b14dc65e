using System.Globalization;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Multipart;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpart</summary>
internal sealed class UploadPart : Operation
{
    public override string Name => "UploadPart";

    public override Route Route { get; } = new("PUT", Level.Object, "uploadId");

    public override string Action => "oss:PutObject";

    public override Need Need => Need.Write;

    public override async Task HandleAsync(OssContext context)
    {
        UnsupportedHeaders.RefuseOnWrite(context);
        var number = UploadParameter.ReadPartNumber(context);
        var upload = await UploadParameter.FindAsync(context, OssErrors.NoSuchUploadOfPart);
        EncryptionHeaders.RefuseOnPart(context, upload.Wanted.Encryption);
        using var body = RequestBody.ForUpload(context);
        var part =
            await context.Engine.Uploads.PutPartAsync(
                context.Bucket,
                upload,
                number,
                ContentMd5.Read(context),
                UploadHeaders.ReadCrc64(context),
                body.ReadAsync,
                context.Aborted
            ) ?? throw new OssException(OssErrors.NoSuchUploadOfPart, "UploadId", upload.Id.ToString());
        var headers = context.Http.Response.Headers;
        headers.ETag = ObjectHeaders.Quoted(part.ETag);
        ObjectHeaders.WriteEncryption(context, upload.Wanted.Encryption);
        headers.ContentMD5 = Convert.ToBase64String(Convert.FromHexString(part.ETag));
        headers[OssHeaders.HashCrc64Ecma] = part.Crc64.ToString(CultureInfo.InvariantCulture);
        context.Http.Response.ContentLength = 0;
    }
}
