using Ossa.Server.Domains;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Domains;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/deletecname</summary>
internal sealed class DeleteCname : Operation
{
    public override string Name => "DeleteCname";

    public override Route Route { get; } = new("POST", Level.Bucket, "cname&comp=delete");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var domain = await CnameRequest.ReadAsync(context, Name);
        await context.Engine.Cnames.UnmapAsync(context.Bucket, domain, context.Aborted);
        context.Http.Response.ContentLength = 0;
    }
}
