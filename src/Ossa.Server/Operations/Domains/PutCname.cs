using Ossa.Server.Domains;
using Ossa.Server.Road;

namespace Ossa.Server.Operations.Domains;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/putcname</summary>
internal sealed class PutCname : Operation
{
    public override string Name => "PutCname";

    public override Route Route { get; } = new("POST", Level.Bucket, "cname&comp=add");

    public override Need Need => Need.Owner;

    public override string Missing => "no certificates; put a TLS proxy before Ossa";

    /// <summary>Whether the domain is free is told before its owner is asked for proof.</summary>
    public override async Task HandleAsync(OssContext context)
    {
        var domain = await CnameRequest.ReadMappableAsync(context, Name);
        var cnames = context.Engine.Cnames;
        if (!await cnames.IsMappedAsync(context.Bucket, domain, context.Aborted))
        {
            await DomainOwnership.RequireAsync(context, domain);
            await cnames.MapAsync(context.Bucket, domain, context.Aborted);
        }

        context.Http.Response.ContentLength = 0;
    }
}
