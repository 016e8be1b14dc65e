using Ossa.Protocol.Documents;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Multipart;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/initiatemultipartupload</summary>
internal sealed class InitiateMultipartUpload : Operation
{
    public override string Name => "InitiateMultipartUpload";

    public override Route Route { get; } = new("POST", Level.Object, "uploads");

    public override string Action => "oss:PutObject";

    public override Need Need => Need.Write;

    public override string? Missing => "encryption with SM4 or the sender's keys and callbacks are refused by name";

    public override async Task HandleAsync(OssContext context)
    {
        UnsupportedHeaders.RefuseOnWrite(context);
        var encoding = ListParameters.EncodingType(context);
        // What these say is about the body, which comes with the parts.
        var wanted = UploadHeaders.Read(context) with
        {
            ExpectedMd5 = null,
            ExpectedCrc64 = null,
        };
        var upload = await context.Engine.Uploads.InitiateAsync(context.Bucket, context.Key, wanted, context.Aborted);
        ObjectHeaders.WriteEncryption(context, upload.Wanted.Encryption);
        await XmlAnswer.WriteAsync(
            context,
            new InitiateMultipartUploadResult
            {
                EncodingType = encoding,
                Bucket = context.Bucket.Name,
                Key = context.Key,
                UploadId = upload.Id.ToString(),
            }
        );
    }
}
