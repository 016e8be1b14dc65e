using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ossa.Engine;
using Ossa.Engine.Accounts;
using Ossa.Engine.Identity;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc.Sts;

/// <summary>
/// AssumeRole: gives a user, or a session, temporary credentials that do what a role may. Both must allow it: the policies of the caller, and the
/// trust policy of the role, which may be in another account. See https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole.
/// </summary>
internal sealed class AssumeRole : RpcOperation
{
    private const string Action = "sts:AssumeRole";

    private const int MinSeconds = 900;

    private const int DefaultSeconds = 3600;

    public override string Version => StsVersion;

    public override string Name => "AssumeRole";

    public override IReadOnlyList<string> Parameters =>
        ["RoleArn", "RoleSessionName", "DurationSeconds", "Policy", "ExternalId"];

    public override async ValueTask<JsonObject> HandleAsync(OssContext context, RpcRequest request)
    {
        if (context.Caller.IsRoot)
        {
            throw new OssException(RpcErrors.RootMayNotAssume);
        }

        var (account, name) = RoleOf(request.Get("RoleArn"));
        var sessionName = SessionNameOf(request);
        var externalId = ExternalIdOf(request);
        var policy = PolicyOf(request);
        var seconds = SecondsOf(request);
        // The caller's policies come first, so that nobody who may assume nothing learns which roles there are.
        var resource = AccessResource.Role(account, name);
        RpcAccess.Require(context, Action, resource, Find);
        // An account that is not there has no roles. Of those of other accounts nobody is told that they are there but whom they trust.
        var identities = context.Engine.IdentitiesOf(account);
        var found = await identities.Roles.FindAsync(name, context.Aborted);
        if (found is not null || account != context.Caller.AccountId)
        {
            var trust = found is null ? null : PolicyStore.Understand(found.TrustPolicy, PolicyKind.Trust);
            RpcAccess.RequireTrust(context, trust, Action, resource, Find);
        }

        var role = found ?? await identities.Roles.GetAsync(name, context.Aborted);
        if (seconds > role.MaxSessionSeconds)
        {
            throw new OssException(RpcErrors.DurationSeconds);
        }

        var made = await identities.Sessions.BeginAsync(
            role,
            sessionName,
            context.Now.AddSeconds(seconds),
            policy,
            context.Aborted
        );
        return Describe(made);

        string? Find(string key) =>
            key.Equals(ConditionKeys.ExternalId, StringComparison.OrdinalIgnoreCase) ? externalId
            : key.Equals(ConditionKeys.RoleSessionName, StringComparison.OrdinalIgnoreCase) ? sessionName
            : null;
    }

    /// <summary>The account and the name that an ARN such as acs:ram::1234567890123456:role/name states.</summary>
    private static (string Account, string Name) RoleOf(string arn)
    {
        const string start = "acs:ram::";
        const string middle = ":role/";
        var end = start.Length + Account.IdCharacters;
        return
            arn.StartsWith(start, StringComparison.Ordinal)
            && arn.Length > end + middle.Length
            && arn.AsSpan(end).StartsWith(middle)
            && !arn.AsSpan()[start.Length..end].ContainsAnyExceptInRange('0', '9')
            ? (arn[start.Length..end], arn[(end + middle.Length)..])
            : throw new OssException(RpcErrors.RoleArn);
    }

    private static string SessionNameOf(RpcRequest request)
    {
        var name = request.Get("RoleSessionName");
        return
            name.Length is >= 2 and <= 64
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '@' or '-' or '_')
            ? name
            : throw new OssException(RpcErrors.RoleSessionName);
    }

    private static string? ExternalIdOf(RpcRequest request) =>
        request.Find("ExternalId") is not { } id ? null
        : id.Length is >= 2 and <= 1224 ? id
        : throw new OssException(RpcErrors.ExternalId);

    private static string PolicyOf(RpcRequest request)
    {
        var policy = request.Find("Policy") ?? "";
        if (Encoding.UTF8.GetByteCount(policy) > Limits.MaxSessionPolicyBytes)
        {
            throw new OssException(RpcErrors.PolicySize);
        }

        if (policy.Length == 0)
        {
            return policy;
        }

        try
        {
            PolicyDocument.Parse(policy, PolicyKind.Identity);
            return policy;
        }
        catch (PolicyFormatException)
        {
            throw new OssException(RpcErrors.PolicyGrammar);
        }
    }

    private static int SecondsOf(RpcRequest request) =>
        request.Find("DurationSeconds") is not { } text ? DefaultSeconds
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= MinSeconds and <= Limits.MaxRoleSessionSeconds
            ? seconds
        : throw new OssException(RpcErrors.DurationSeconds);

    private static JsonObject Describe(NewSession made)
    {
        var session = made.Session;
        return new JsonObject
        {
            ["AssumedRoleUser"] = new JsonObject
            {
                ["Arn"] = $"acs:ram::{session.AccountId}:role/{session.RoleName}/{session.Name}",
                ["AssumedRoleId"] = $"{session.RoleId}:{session.Name}",
            },
            ["Credentials"] = new JsonObject
            {
                ["SecurityToken"] = made.Token,
                ["AccessKeyId"] = session.AccessKeyId,
                ["AccessKeySecret"] = session.Secret,
                ["Expiration"] = session.ExpiresAt.UtcDateTime.ToString(
                    "yyyy-MM-dd'T'HH:mm:ss'Z'",
                    CultureInfo.InvariantCulture
                ),
            },
        };
    }
}
