using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
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

    public override Reads Reads => Reads.Record;

    public override async Task HandleAsync(OssContext context)
    {
        await XmlAnswer.WriteAsync(context, new AccessControlPolicy(Owners.Of(context), context.Record.Acl.ToWire()));
    }
}
