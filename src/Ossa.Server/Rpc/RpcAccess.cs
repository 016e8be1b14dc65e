using Ossa.Engine.Access;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Server.Road;

namespace Ossa.Server.Rpc;

/// <summary>Decides whether the caller of an RPC action may do it, and keeps what was decided with the request.</summary>
internal static class RpcAccess
{
    /// <summary>
    /// Refuses what neither the caller's policies nor, in a session, that of the session allow. The root of the account may do everything in it.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="action">What it does, such as ram:CreateUser.</param>
    /// <param name="resource">To what.</param>
    /// <param name="fact">What conditions find in the request beside what every request has; null for nothing.</param>
    public static void Require(
        OssContext context,
        string action,
        AccessResource resource,
        Func<string, string?>? fact = null
    )
    {
        if (context.Caller.IsRoot)
        {
            Keep(context, action, resource, PolicyVerdict.None, AccessGrounds.Owner, isAllowed: true);
            return;
        }

        var principal = Principals.Of(context.Caller, context.Caller.AccountId!);
        var request = Ask(context, principal, action, resource, fact);
        Require(context, context.Caller.Policies, request, AccessGrounds.NoPolicy);
        if (context.Caller.Session?.Bound is { } bound)
        {
            Require(context, [new("of the session", bound)], request, AccessGrounds.SessionPolicy);
        }
    }

    /// <summary>Refuses a caller whom the policy of the resource itself does not name, or where there is no such policy.</summary>
    public static void RequireTrust(
        OssContext context,
        PolicyDocument? trust,
        string action,
        AccessResource resource,
        Func<string, string?> fact
    )
    {
        var account = context.Caller.AccountId!;
        // A trust policy names callers in full, or all of an account by its root.
        var principal = new AccessPrincipal([context.Caller.Arn!, $"acs:ram::{account}:root"])
        {
            ForeignAccount = account == resource.AccountId ? null : account,
        };
        Require(
            context,
            trust is null ? [] : [new("of trust", trust)],
            Ask(context, principal, action, resource, fact),
            AccessGrounds.NotTrusted
        );
    }

    private static void Require(
        OssContext context,
        IReadOnlyList<NamedPolicy> policies,
        AccessRequest request,
        string ground
    )
    {
        var verdict = PolicyEvaluator.Evaluate(policies, request);
        var isAllowed = verdict.Effect == PolicyEffect.Allow;
        Keep(context, request.Action, request.Resource, verdict, ground, isAllowed);
        if (!isAllowed)
        {
            throw new OssException(RpcErrors.NoPermission);
        }
    }

    private static void Keep(
        OssContext context,
        string action,
        AccessResource resource,
        PolicyVerdict verdict,
        string ground,
        bool isAllowed
    ) =>
        context.Decisions.Add(
            new AccessDecision(
                action,
                resource.ToString(),
                isAllowed ? null : RpcErrors.NoPermission,
                ground,
                verdict.Effect == PolicyEffect.None ? null : verdict
            )
        );

    private static AccessRequest Ask(
        OssContext context,
        AccessPrincipal principal,
        string action,
        AccessResource resource,
        Func<string, string?>? fact
    )
    {
        var question = new AccessQuestion(
            action,
            Need.Owner,
            null,
            null,
            null,
            () => ValueTask.FromResult<ObjectRecord?>(null)
        );
        var facts = new RequestFacts(context, question, record: null, stated: null);
        return new AccessRequest(principal, action, resource, key => fact?.Invoke(key) ?? facts.Find(key));
    }
}
