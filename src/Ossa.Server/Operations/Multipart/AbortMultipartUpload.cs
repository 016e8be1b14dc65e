using Microsoft.AspNetCore.Http;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Multipart;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/abortmultipartupload</summary>
internal sealed class AbortMultipartUpload : Operation
{
    public override string Name => "AbortMultipartUpload";

    public override Route Route { get; } = new("DELETE", Level.Object, "uploadId");

    public override Need Need => Need.Write;

    public override async Task HandleAsync(OssContext context)
    {
        var upload = await UploadParameter.FindAsync(context, OssErrors.NoSuchUpload);
        if (!await context.Engine.Uploads.AbortAsync(context.Bucket, upload, context.Aborted))
        {
            throw new OssException(OssErrors.NoSuchUpload, "UploadId", upload.Id.ToString());
        }

        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
