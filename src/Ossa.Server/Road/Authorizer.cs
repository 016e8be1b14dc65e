using Ossa.Engine.Access;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Server.Reading;

namespace Ossa.Server.Road;

/// <summary>
/// Decides, once and before dispatch, whether the caller may do what the operation does. The policies of the caller and of the bucket have the
/// first word: what one of them denies is refused, to the owner too, and what one allows is allowed. Where they say nothing, the owner may
/// do everything, and others what the access control lists let them. See https://www.alibabacloud.com/help/en/oss/user-guide/authentication-process.
/// </summary>
internal static class Authorizer
{
    private const string PolicyName = "of the bucket";

    /// <summary>Judges what can be judged now. An object that is given out is judged as it was opened, by <see cref="JudgeReadingAsync"/>.</summary>
    public static async ValueTask AuthorizeAsync(OssContext context, Operation operation)
    {
        if (operation.Need == Need.Nothing)
        {
            return;
        }

        RefererCheck.Require(context, context.FoundBucket);
        if (operation.NamesItsObjects)
        {
            await RequirePolicyAsync(context);
        }
        else if (operation is not { Need: Need.Read, Reads: not Reads.Nothing })
        {
            await RequireAsync(context, Ask(context, operation));
        }

        foreach (var action in operation.FurtherActions(context))
        {
            await RequireAsync(context, Ask(context, operation) with { Action = action, Need = Need.Owner });
        }

        await PublicAccess.RequireObjectAclAsync(context, operation);
    }

    /// <summary>
    /// Judges the reading of an object that is open already, by the bucket as it is after the opening. Where there is no object, it must
    /// not be told whether there is one.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="action">What is done to the object.</param>
    /// <param name="bucket">Its bucket; its rules are read anew.</param>
    /// <param name="key">Its key.</param>
    /// <param name="record">What was opened, or null when there is nothing.</param>
    public static async ValueTask JudgeReadingAsync(
        OssContext context,
        string action,
        Bucket bucket,
        string key,
        ObjectRecord? record
    )
    {
        var present = await context.Engine.Buckets.GetAsync(bucket.Name, context.Aborted);
        RefererCheck.Require(context, present);
        await RequireAsync(context, AccessQuestion.About(action, Need.Read, present, key, record));
    }

    /// <summary>Refuses what the caller may not do.</summary>
    public static async ValueTask RequireAsync(OssContext context, AccessQuestion question)
    {
        if (context.Caller.IsAnonymous && question.Bucket is { RequesterPays: true } bucket)
        {
            throw new OssException(OssErrors.RequesterMustPay, "BucketName", bucket.Name);
        }

        if (await FindRefusalAsync(context, question) is { } refusal)
        {
            throw new OssException(refusal);
        }
    }

    /// <summary>Where the objects are not known yet, a stranger must at least have a policy to hope for.</summary>
    private static async ValueTask RequirePolicyAsync(OssContext context)
    {
        if (
            context.Caller.IsAnonymous
            && await context.Engine.BucketPolicies.FindAsync(context.Bucket, context.Aborted) is null
        )
        {
            throw new OssException(OssErrors.AnonymousBucketAccess);
        }
    }

    private static AccessQuestion Ask(OssContext context, Operation operation) =>
        new(
            operation.ActionOf(context.Target),
            operation.Need,
            context.FoundBucket,
            context.Target.Bucket,
            context.Target.Key,
            () =>
                context.Engine.Objects.FindAsync(
                    context.Bucket,
                    context.Key,
                    operation.TakesVersion ? VersionParameter.Read(context) : null,
                    context.Aborted
                )
        );

    private static async ValueTask<OssError?> FindRefusalAsync(OssContext context, AccessQuestion question)
    {
        var verdict = await JudgeByPolicyAsync(context, question);
        if (verdict.Effect != PolicyEffect.Deny && !await IsWithinSessionAsync(context, question))
        {
            return OssErrors.AccessDeniedBySessionPolicy;
        }

        return verdict.Effect switch
        {
            PolicyEffect.Deny => verdict.Policy == PolicyName
                ? OssErrors.AccessDeniedByBucketPolicy
                : OssErrors.AccessDeniedByUserPolicy,
            PolicyEffect.Allow => null,
            _ => context.Caller.IsOwner ? null : await JudgeByListsAsync(context, question),
        };
    }

    /// <summary>The policy of a session must allow all that it does, whatever else allows it.</summary>
    private static async ValueTask<bool> IsWithinSessionAsync(OssContext context, AccessQuestion question)
    {
        if (context.Caller.Session?.Bound is not { } bound)
        {
            return true;
        }

        IReadOnlyList<NamedPolicy> policies = [new("of the session", bound)];
        return Evaluate(policies, await AskAsync(context, question, policies)).Effect == PolicyEffect.Allow;
    }

    private static async ValueTask<AccessRequest> AskAsync(
        OssContext context,
        AccessQuestion question,
        IReadOnlyList<NamedPolicy> policies
    )
    {
        var asksForTags = policies.Any(policy => policy.Document.Asks(ConditionKeys.ExistingObjectTag));
        var record = asksForTags && question.Key is not null ? await question.Record() : null;
        return new AccessRequest(
            Principals.Of(context),
            question.Action,
            question.ResourceIn(context.Options.Region, context.Engine.AccountId),
            new RequestFacts(context, question, record).Find
        );
    }

    private static async ValueTask<PolicyVerdict> JudgeByPolicyAsync(OssContext context, AccessQuestion question)
    {
        var ofBucket = question.Bucket is { } bucket
            ? (await context.Engine.BucketPolicies.FindAsync(bucket, context.Aborted))?.Document
            : null;
        var ofCaller = context.Caller.Policies;
        if ((ofBucket is null && ofCaller.Count == 0) || MayAlways(context.Caller, question.Action))
        {
            return PolicyVerdict.None;
        }

        IReadOnlyList<NamedPolicy> policies = ofBucket is null ? ofCaller : [.. ofCaller, new(PolicyName, ofBucket)];
        var request = await AskAsync(context, question, policies);
        var verdict = Evaluate(policies, request);
        return
            verdict is { Effect: PolicyEffect.Allow, Policy: PolicyName }
            && await PublicAccess.IsBlockedAsync(context, question.Bucket)
            ? Evaluate([.. ofCaller, new(PolicyName, ofBucket!.WithoutPublic())], request)
            : verdict;
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
    private static bool MayAlways(Identity.Caller caller, string action) =>
        caller.IsOwner && action is "oss:GetBucketPolicy" or "oss:PutBucketPolicy" or "oss:DeleteBucketPolicy";

    private static async ValueTask<OssError?> JudgeByListsAsync(OssContext context, AccessQuestion question) =>
        question switch
        {
            { BucketName: null } or { Key: null } when !context.Caller.IsAnonymous => OssErrors.NoPermission,
            { BucketName: null } => OssErrors.AnonymousServiceAccess,
            { Need: Need.List } => OssErrors.BucketNotYours,
            { Bucket: null } or { Key: null } => OssErrors.AnonymousBucketAccess,
            { Need: Need.Read } => await UnlessBlockedAsync(
                context,
                question.Bucket,
                AclEvaluator.CheckRead(question.Bucket.Acl, await ObjectAclAsync(question))
            ),
            { Need: Need.Write } => await UnlessBlockedAsync(
                context,
                question.Bucket,
                AclEvaluator.CheckWrite(question.Bucket.Acl, await ObjectAclAsync(question))
            ),
            _ => OssErrors.ObjectAclReadDenied,
        };

    /// <summary>What lists say to a stranger counts only while public access is not blocked.</summary>
    private static async ValueTask<OssError?> UnlessBlockedAsync(
        OssContext context,
        Bucket bucket,
        OssError? refusal
    ) =>
        refusal is null && await PublicAccess.IsBlockedAsync(context, bucket)
            ? OssErrors.AccessDeniedByBucketAcl
            : refusal;

    private static async ValueTask<CannedAcl> ObjectAclAsync(AccessQuestion question) =>
        (await question.Record())?.Acl ?? CannedAcl.Default;
}
