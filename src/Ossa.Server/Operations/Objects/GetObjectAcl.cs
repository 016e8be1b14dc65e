using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Objects;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getobjectacl</summary>
internal sealed class GetObjectAcl : Operation
{
    public override string Name => "GetObjectAcl";

    public override Route Route { get; } = new("GET", Level.Object, "acl");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        VersionId.RequireNone(context);
        var record =
            await context.Engine.Objects.FindAsync(context.Bucket, context.Key, null, context.Aborted)
            ?? throw new OssException(OssErrors.NoSuchKey, "Key", context.Key);
        await XmlAnswer.WriteAsync(context, new AccessControlPolicy(Owners.Of(context), record.Acl.ToWire()));
    }
}
