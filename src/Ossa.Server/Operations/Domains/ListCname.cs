using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Domains;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/listcname</summary>
internal sealed class ListCname : Operation
{
    public override string Name => "ListCname";

    public override Route Route { get; } = new("GET", Level.Bucket, "cname");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var cnames =
            await context.Engine.Cnames.ListAsync(context.Bucket, context.Aborted)
            ?? throw new OssException(OssErrors.NoSuchCname, "Bucket", context.Bucket.Name);
        await XmlAnswer.WriteAsync(
            context,
            new ListCnameResult
            {
                Bucket = context.Bucket.Name,
                Owner = Owners.Of(context).DisplayName,
                Cnames = [.. cnames.Select(cname => new CnameEntry(cname.Domain, cname.MappedAt))],
            }
        );
    }
}
