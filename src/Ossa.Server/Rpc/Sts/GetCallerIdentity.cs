using System.Text.Json.Nodes;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc.Sts;

/// <summary>
/// GetCallerIdentity: tells who signed, which nobody needs a permission for. See
/// https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-getcalleridentity.
/// </summary>
internal sealed class GetCallerIdentity : RpcOperation
{
    public override string Version => StsVersion;

    public override string Name => "GetCallerIdentity";

    public override IReadOnlyList<string> Parameters => [];

    public override ValueTask<JsonObject> HandleAsync(OssContext context, RpcRequest request)
    {
        var caller = context.Caller;
        var answer = new JsonObject { ["AccountId"] = caller.AccountId, ["Arn"] = caller.Arn };
        if (caller.Session?.Session is { } session)
        {
            answer["IdentityType"] = "AssumedRoleUser";
            answer["RoleId"] = session.RoleId;
            answer["PrincipalId"] = $"{session.RoleId}:{session.Name}";
        }
        else
        {
            answer["IdentityType"] = caller.IsRoot ? "Account" : "RAMUser";
            answer["PrincipalId"] = caller.Id;
            if (caller.User is { User.Id: var id })
            {
                answer["UserId"] = id;
            }
        }

        return ValueTask.FromResult(answer);
    }
}
