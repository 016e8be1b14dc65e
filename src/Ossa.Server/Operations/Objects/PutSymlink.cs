using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Names;
using Ossa.Protocol.Signing;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putsymlink</summary>
internal sealed class PutSymlink : Operation
{
    public override string Name => "PutSymlink";

    public override Route Route { get; } = new("PUT", Level.Object, "symlink");

    public override string Action => "oss:PutObject";

    public override Need Need => Need.Write;

    public override async Task HandleAsync(OssContext context)
    {
        UnsupportedHeaders.RefuseOnWrite(context);
        EncryptionHeaders.Refuse(context);
        var target = ReadTarget(context);
        // What these say is about a body, which a link has not.
        var wanted = UploadHeaders.Read(context) with
        {
            ExpectedMd5 = null,
            ExpectedCrc64 = null,
        };
        var record = await context.Engine.Symlinks.PutAsync(
            context.Bucket,
            context.Key,
            target,
            wanted,
            context.Aborted
        );
        ObjectHeaders.WriteVersion(context, record);
        context.Http.Response.Headers.ETag = ObjectHeaders.Quoted(record.ETag);
        context.Http.Response.ContentLength = 0;
    }

    private static string ReadTarget(OssContext context)
    {
        if (context.Header(OssHeaders.SymlinkTarget) is not { Length: > 0 } header)
        {
            throw new OssException(OssErrors.MissingSymlinkTarget, "ArgumentName", OssHeaders.SymlinkTarget);
        }

        var text = WireText.ToText(header);
        if (!UriEncoding.TryDecode(text, plusIsSpace: true, out var target))
        {
            throw ListParameters.Invalid(OssErrors.InvalidArgument, OssHeaders.SymlinkTarget, text);
        }

        ObjectKey.Check(target);
        return target;
    }
}
