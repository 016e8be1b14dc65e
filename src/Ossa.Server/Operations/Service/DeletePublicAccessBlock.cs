using Microsoft.AspNetCore.Http;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Service;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletepublicaccessblock</summary>
internal sealed class DeletePublicAccessBlock : Operation
{
    public override string Name => "DeletePublicAccessBlock";

    public override Route Route { get; } = new("DELETE", Level.Service, "publicAccessBlock");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        await context.Engine.AccountSettings.UpdateAsync(
            Owners.Of(context).Id,
            settings => settings with { PublicAccessBlocked = false },
            context.Aborted
        );
        context.Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
