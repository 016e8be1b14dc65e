using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Multipart;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/uploadpartcopy</summary>
internal sealed class UploadPartCopy : Operation
{
    public override string Name => "UploadPartCopy";

    public override Route Route { get; } = new("PUT", Level.Object, "uploadId", OssHeaders.CopySource);

    public override string Action => "oss:PutObject";

    public override Need Need => Need.Write;

    public override async Task HandleAsync(OssContext context)
    {
        UnsupportedHeaders.RefuseOnWrite(context);
        // A copy moves nothing over the connection, so that there is nothing to hold back.
        TrafficLimit.Read(context);
        var number = UploadParameter.ReadPartNumber(context);
        var upload = await UploadParameter.FindAsync(context, OssErrors.NoSuchUploadOfPartCopy);
        EncryptionHeaders.RefuseOnPart(context, upload.Wanted.Encryption);
        await using var source = await CopySource.Read(context, CopySourceErrors.OfPart).OpenAsync(context);
        if (!Preconditions.OfCopySource(context).Check(source.Record))
        {
            NotModified.Answer(context, source.Record);
            return;
        }

        if (source.Record.Type == ObjectType.Symlink)
        {
            throw new OssException(OssErrors.PartCopyOfSymlink);
        }

        var asked = CopySourceRange.Read(context, source.Record);
        var range = asked ?? new ByteRange(0, source.Record.Size);
        var part =
            await context.Engine.Uploads.PutPartAsync(
                context.Bucket,
                upload,
                number,
                expectedMd5: null,
                expectedCrc64: null,
                source.Body.ReadRange(range.Offset, range.Length),
                context.Aborted
            ) ?? throw new OssException(OssErrors.NoSuchUploadOfPartCopy, "UploadId", upload.Id.ToString());
        ObjectHeaders.WriteEncryption(context, upload.Wanted.Encryption);
        WriteHeaders(context.Http.Response.Headers, source, asked);
        // Official clients take the tag from the header, although the document has it.
        context.Http.Response.Headers.ETag = ObjectHeaders.Quoted(part.ETag);
        context.Http.Response.Headers[OssHeaders.HashCrc64Ecma] = part.Crc64.ToString(CultureInfo.InvariantCulture);
        await XmlAnswer.WriteAsync(context, new CopyPartResult(part.LastModified, part.ETag));
    }

    private static void WriteHeaders(IHeaderDictionary headers, OpenObject source, ByteRange? asked)
    {
        if (source.Bucket.Versioning != VersioningState.Never)
        {
            headers[OssHeaders.CopySourceVersionId] = source.Record.Version.ToString();
        }

        if (asked is { } range)
        {
            headers.ContentRange = $"bytes {range.Offset}-{range.Offset + range.Length - 1}/{source.Record.Size}";
        }
    }
}
