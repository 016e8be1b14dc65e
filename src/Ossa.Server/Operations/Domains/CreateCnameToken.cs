using Ossa.Protocol.Documents;
using Ossa.Server.Domains;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Domains;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/createcnametoken</summary>
internal sealed class CreateCnameToken : Operation
{
    public override string Name => "CreateCnameToken";

    public override Route Route { get; } = new("POST", Level.Bucket, "cname&comp=token");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var domain = await CnameRequest.ReadMappableAsync(context, Name);
        var token = await context.Engine.CnameTokens.CreateAsync(context.Bucket, domain, context.Aborted);
        await XmlAnswer.WriteAsync(
            context,
            new CnameToken(context.Bucket.Name, token.Domain, token.Token, token.ExpiresAt)
        );
    }
}
