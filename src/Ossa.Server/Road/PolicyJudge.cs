using Ossa.Engine.Access;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Access;
using Ossa.Server.Identity;
using Ossa.Server.Operations;

namespace Ossa.Server.Road;

/// <summary>
/// What policies say to a question: those of the caller and of the bucket together, and that of a session by itself. Whoever is of another account than
/// the bucket is allowed what the bucket's policy allows, and unless he is its root one of his own, too.
/// </summary>
internal static class PolicyJudge
{
    /// <summary>The policy of a session must allow all that it does, whatever else allows it.</summary>
    public static async ValueTask<bool> IsWithinSessionAsync(OssContext context, AccessQuestion question)
    {
        if (context.Caller.Session?.Bound is not { } bound)
        {
            return true;
        }

        IReadOnlyList<NamedPolicy> policies = [new(AccessGrounds.SessionPolicy, bound)];
        return Evaluate(policies, await AskAsync(context, question, policies)).Effect == PolicyEffect.Allow;
    }

    public static async ValueTask<PolicyVerdict> JudgeAsync(OssContext context, AccessQuestion question)
    {
        var ofBucket = question.Bucket is { } bucket
            ? (await context.Engine.BucketPolicies.FindAsync(bucket, context.Aborted))?.Document
            : null;
        var ofCaller = context.Caller.Policies;
        if ((ofBucket is null && ofCaller.Count == 0) || MayAlways(context, question))
        {
            return PolicyVerdict.None;
        }

        IReadOnlyList<NamedPolicy> policies = ofBucket is null
            ? ofCaller
            : [.. ofCaller, new(AccessGrounds.BucketPolicy, ofBucket)];
        var request = await AskAsync(context, question, policies);
        var verdict = Evaluate(policies, request);
        if (verdict.Effect == PolicyEffect.Allow && question.Bucket is { } asked && IsOfOtherAccount(context, asked))
        {
            verdict = JudgeOfOtherAccount(context.Caller, ofBucket, request);
            ofCaller = [];
        }

        return
            verdict is { Effect: PolicyEffect.Allow, Policy: AccessGrounds.BucketPolicy }
            && await PublicAccess.IsBlockedAsync(context, question.Bucket)
            ? Evaluate([.. ofCaller, new(AccessGrounds.BucketPolicy, ofBucket!.WithoutPublic())], request)
            : verdict;
    }

    /// <summary>
    /// What nothing denies to another account: it and the owner of the bucket must allow it, and to its root the owner alone.
    /// </summary>
    private static PolicyVerdict JudgeOfOtherAccount(Caller caller, PolicyDocument? ofBucket, AccessRequest request) =>
        ofBucket is not null && (caller.IsRoot || Evaluate(caller.Policies, request).Effect == PolicyEffect.Allow)
            ? Evaluate([new(AccessGrounds.BucketPolicy, ofBucket)], request)
            : PolicyVerdict.None;

    /// <summary>Whether somebody asks who is of another account than the bucket.</summary>
    public static bool IsOfOtherAccount(OssContext context, Bucket bucket) =>
        !context.Caller.IsAnonymous && context.Caller.AccountId != bucket.OwnerId;

    private static async ValueTask<AccessRequest> AskAsync(
        OssContext context,
        AccessQuestion question,
        IReadOnlyList<NamedPolicy> policies
    )
    {
        var record = Ask(ConditionKeys.ExistingObjectTag) && question.Key is not null ? await question.Record() : null;
        var stated = Ask(ConditionKeys.RequestObjectTag) && question.TagsInDocument is { } read ? await read() : null;
        return new AccessRequest(
            Principals.Of(context.Caller, question.OwnerFor(context)),
            question.Action,
            question.ResourceFor(context),
            new RequestFacts(context, question, record, stated).Find
        )
        {
            Known = question.Known,
        };

        bool Ask(string key) => policies.Any(policy => policy.Document.Asks(key));
    }

    /// <summary>Whoever is denied an object is denied its versions too: the current one has a name among them.</summary>
    private static PolicyVerdict Evaluate(IReadOnlyList<NamedPolicy> policies, AccessRequest request)
    {
        var verdict = PolicyEvaluator.Evaluate(policies, request);
        if (verdict.Effect == PolicyEffect.Deny || Operation.ActionOnObject(request.Action) is not { } plain)
        {
            return verdict;
        }

        var ofObject = PolicyEvaluator.Evaluate(policies, request with { Action = plain });
        return ofObject.Effect == PolicyEffect.Deny ? ofObject : verdict;
    }

    /// <summary>A policy that denies everything must not keep the owner from replacing it.</summary>
    private static bool MayAlways(OssContext context, AccessQuestion question) =>
        context.Caller.IsOwnerOf(question.OwnerFor(context))
        && question.Action is "oss:GetBucketPolicy" or "oss:PutBucketPolicy" or "oss:DeleteBucketPolicy";
}
