using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;
using Ossa.Server.Domains;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Operations.Domains;

/// <summary>https://www.alibabacloud.com/help/en/oss/developer-reference/getcnametoken</summary>
internal sealed class GetCnameToken : Operation
{
    public override string Name => "GetCnameToken";

    public override Route Route { get; } = new("GET", Level.Bucket, "cname&comp=token");

    public override Need Need => Need.Owner;

    public override async Task HandleAsync(OssContext context)
    {
        var domain = CnameRequest.ReadParameter(context, Name);
        var bucket = context.Bucket;
        var token =
            await context.Engine.CnameTokens.FindAsync(bucket, domain, context.Aborted)
            ?? throw new OssException(OssErrors.CnameTokenNotFound, [new("Bucket", bucket.Name), new("Cname", domain)]);
        await XmlAnswer.WriteAsync(context, new CnameToken(bucket.Name, token.Domain, token.Token, token.ExpiresAt));
    }
}
