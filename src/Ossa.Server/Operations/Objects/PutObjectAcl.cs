using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putobjectacl</summary>
internal sealed class PutObjectAcl : Operation
{
    public override string Name => "PutObjectAcl";

    public override Route Route { get; } = new("PUT", Level.Object, "acl");

    public override Need Need => Need.Owner;

    public override bool TakesVersion => true;

    public override async Task HandleAsync(OssContext context)
    {
        var version = VersionParameter.Read(context);
        if (string.IsNullOrEmpty(context.Header(OssHeaders.ObjectAcl)))
        {
            throw new OssException(OssErrors.MissingObjectAcl, "ArgumentName", OssHeaders.ObjectAcl);
        }

        var acl = UploadHeaders.ReadAcl(context);
        var record =
            await context.Engine.Objects.SetAclAsync(context.Bucket, context.Key, version, acl, context.Aborted)
            ?? throw await Absence.ExplainAsync(context, context.Bucket, context.Key, version);
        ObjectHeaders.WriteVersion(context, record);
        context.Http.Response.ContentLength = 0;
    }
}
