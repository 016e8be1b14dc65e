using Ossa.Protocol.Documents;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Service;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getpublicaccessblock</summary>
internal sealed class GetPublicAccessBlock : Operation
{
    public override string Name => "GetPublicAccessBlock";

    public override Route Route { get; } = new("GET", Level.Service, "publicAccessBlock");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var settings = await context.Engine.AccountSettings.ReadAsync(Owners.Of(context).Id, context.Aborted);
        await XmlAnswer.WriteAsync(context, new PublicAccessBlockConfiguration(settings.PublicAccessBlocked));
    }
}
