using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ossa.Engine;
using Ossa.Engine.Access;
using Ossa.Engine.Identity;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc.Sts;

/// <summary>
/// AssumeRole: gives a user, or a session, temporary credentials that do what a role may. Both must allow it: the policies of the caller, and the
/// trust policy of the role. See https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole.
/// </summary>
internal sealed class AssumeRole : RpcOperation
{
    private const string Action = "sts:AssumeRole";

    private const int MinSeconds = 900;

    private const int DefaultSeconds = 3600;

    public override string Version => "2015-04-01";

    public override string Name => "AssumeRole";

    public override async ValueTask<JsonObject> HandleAsync(OssContext context, RpcRequest request)
    {
        if (context.Caller.IsOwner)
        {
            throw new OssException(RpcErrors.RootMayNotAssume);
        }

        var name = RoleNameOf(request.Get("RoleArn"), context.Engine.AccountId);
        var sessionName = SessionNameOf(request);
        var externalId = ExternalIdOf(request);
        var policy = PolicyOf(request);
        var seconds = SecondsOf(request);
        // The caller's policies come first, so that nobody who may assume nothing learns which roles there are.
        RequireCaller(context, name);
        var role = await context.Engine.Identities.Roles.GetAsync(name, context.Aborted);
        RequireTrust(context, role, sessionName, externalId);
        if (seconds > role.MaxSessionSeconds)
        {
            throw new OssException(RpcErrors.DurationSeconds);
        }

        var made = await context.Engine.Identities.Sessions.BeginAsync(
            role,
            sessionName,
            context.Now.AddSeconds(seconds),
            policy,
            context.Aborted
        );
        return Describe(context, made);
    }

    private static void RequireCaller(OssContext context, string role)
    {
        var request = Ask(context, Principals.Of(context), role, _ => null);
        Require(context.Caller.Policies, request);
        if (context.Caller.Session?.Bound is { } bound)
        {
            Require([new NamedPolicy("of the session", bound)], request);
        }
    }

    /// <summary>A trust policy names callers in full, or all of an account by its root.</summary>
    private static void RequireTrust(OssContext context, Role role, string sessionName, string? externalId)
    {
        var account = context.Engine.AccountId;
        var principal = new AccessPrincipal([context.Caller.ArnIn(account)!, $"acs:ram::{account}:root"]);
        var trust = new NamedPolicy("of trust", PolicyStore.Understand(role.TrustPolicy, PolicyKind.Trust));
        Require([trust], Ask(context, principal, role.Name, Find));

        string? Find(string key) =>
            key.Equals("sts:ExternalId", StringComparison.OrdinalIgnoreCase) ? externalId
            : key.Equals("sts:RoleSessionName", StringComparison.OrdinalIgnoreCase) ? sessionName
            : null;
    }

    private static void Require(IReadOnlyList<NamedPolicy> policies, AccessRequest request)
    {
        if (PolicyEvaluator.Evaluate(policies, request).Effect != PolicyEffect.Allow)
        {
            throw new OssException(RpcErrors.NoPermission);
        }
    }

    private static AccessRequest Ask(
        OssContext context,
        AccessPrincipal principal,
        string role,
        Func<string, string?> fact
    )
    {
        var question = new AccessQuestion(
            Action,
            Need.Owner,
            null,
            null,
            null,
            () => ValueTask.FromResult<ObjectRecord?>(null)
        );
        var facts = new RequestFacts(context, question, null);
        return new AccessRequest(
            principal,
            Action,
            AccessResource.Role(context.Engine.AccountId, role),
            key => fact(key) ?? facts.Find(key)
        );
    }

    private static string RoleNameOf(string arn, string account)
    {
        var start = $"acs:ram::{account}:role/";
        return arn.StartsWith(start, StringComparison.Ordinal) && arn.Length > start.Length
            ? arn[start.Length..]
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

    private static JsonObject Describe(OssContext context, NewSession made)
    {
        var session = made.Session;
        return new JsonObject
        {
            ["AssumedRoleUser"] = new JsonObject
            {
                ["Arn"] = $"acs:ram::{context.Engine.AccountId}:role/{session.RoleName}/{session.Name}",
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
