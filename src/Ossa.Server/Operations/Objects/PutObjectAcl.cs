using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putobjectacl</summary>
internal sealed class PutObjectAcl : Operation
{
    public override string Name => "PutObjectAcl";

    public override Route Route { get; } = new("PUT", Level.Object, "acl");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        VersionId.RequireNone(context);
        if (string.IsNullOrEmpty(context.Header(OssHeaders.ObjectAcl)))
        {
            throw new OssException(OssErrors.MissingObjectAcl, "ArgumentName", OssHeaders.ObjectAcl);
        }

        var acl = UploadHeaders.ReadAcl(context);
        _ =
            await context.Engine.Objects.SetAclAsync(context.Bucket, context.Key, null, acl, context.Aborted)
            ?? throw new OssException(OssErrors.NoSuchKey, "Key", context.Key);
        context.Http.Response.ContentLength = 0;
    }
}
