using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Service;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putpublicaccessblock</summary>
internal sealed class PutPublicAccessBlock : Operation
{
    public override string Name => "PutPublicAccessBlock";

    public override Route Route { get; } = new("PUT", Level.Service, "publicAccessBlock");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var document = await XmlRequest.ReadRequiredAsync(
            context,
            PublicAccessBlockConfiguration.Read,
            OssErrors.MalformedXmlBucketConfig
        );
        await context.Engine.AccountSettings.UpdateAsync(
            Owners.Of(context).Id,
            settings => settings with { PublicAccessBlocked = document.BlockPublicAccess },
            context.Aborted
        );
        context.Http.Response.ContentLength = 0;
    }
}
