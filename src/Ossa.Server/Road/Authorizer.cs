using Ossa.Engine.Access;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Server.Operations.Buckets;
using Ossa.Server.Reading;

namespace Ossa.Server.Road;

/// <summary>
/// Decides, once and before dispatch, whether the caller may do what the operation does. The policies of the caller and of the bucket have the
/// first word: what one of them denies is refused, to the owner too, and what one allows is allowed; of another account the bucket's policy
/// must allow it, and to others than its root one of their own, too. Where they say nothing, the owner may do everything, and others what the
/// access control lists let them. See https://www.alibabacloud.com/help/en/oss/user-guide/authentication-process.
/// </summary>
internal static class Authorizer
{
    /// <summary>Judges what can be judged now. An object that is given out is judged as it was opened, by <see cref="JudgeReadingAsync"/>.</summary>
    public static async ValueTask AuthorizeAsync(OssContext context, Operation operation)
    {
        if (operation.Need == Need.Nothing)
        {
            return;
        }

        RefererCheck.Require(context, context.FoundBucket);
        if (operation is not ({ NamesItsObjects: true } or { Need: Need.Read, Reads: not Reads.Nothing }))
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
    /// not be told whether there is one. A bucket that was made again under the name decides nothing about what was opened before.
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
        var present = await context.Engine.Buckets.GetAsync(bucket, context.Aborted);
        RefererCheck.Require(context, present);
        await RequireAsync(context, AccessQuestion.About(action, Need.Read, present, key, record));
    }

    /// <summary>Refuses what the caller may not do. What was decided is kept with the request.</summary>
    public static async ValueTask RequireAsync(OssContext context, AccessQuestion question) =>
        Require(context, question, await JudgeAsync(context, question));

    /// <summary>Refuses what was decided to be refused, and keeps the decision with the request.</summary>
    public static void Require(OssContext context, AccessQuestion question, AccessDecision decision)
    {
        context.Decisions.Add(decision);
        if (decision.Refusal is not { } refusal)
        {
            return;
        }

        throw refusal == OssErrors.RequesterMustPay || refusal == OssErrors.BucketAlreadyExists
            ? new OssException(refusal, "BucketName", question.Bucket!.Name)
            : new OssException(refusal);
    }

    /// <summary>Whether the caller may do it, and why.</summary>
    public static async ValueTask<AccessDecision> JudgeAsync(OssContext context, AccessQuestion question)
    {
        if (question.Bucket is { } bucket && RequesterPayment.IsMissing(context, bucket))
        {
            return Decide(question, OssErrors.RequesterMustPay, AccessGrounds.RequesterPays);
        }

        if (!await PolicyJudge.IsWithinSessionAsync(context, question))
        {
            return Decide(question, OssErrors.AccessDeniedBySessionPolicy, AccessGrounds.SessionPolicy);
        }

        var verdict = await PolicyJudge.JudgeAsync(context, question);
        return verdict.Effect switch
        {
            PolicyEffect.Deny => new AccessDecision(
                question.Action,
                question.Key,
                verdict.Policy == AccessGrounds.BucketPolicy
                    ? OssErrors.AccessDeniedByBucketPolicy
                    : OssErrors.AccessDeniedByUserPolicy,
                AccessGrounds.NoPolicy,
                verdict
            ),
            PolicyEffect.Allow => new AccessDecision(
                question.Action,
                question.Key,
                null,
                AccessGrounds.NoPolicy,
                verdict
            ),
            _ => context.Caller.IsOwnerOf(question.OwnerFor(context))
                ? Decide(question, null, AccessGrounds.Owner)
                : await JudgeByListsAsync(context, question),
        };
    }

    private static AccessDecision Decide(AccessQuestion question, OssError? refusal, string ground) =>
        new(question.Action, question.Key, refusal, ground);

    private static AccessQuestion Ask(OssContext context, Operation operation) =>
        new(
            operation.ActionOf(context.Target),
            operation.Need,
            BucketOf(context, operation),
            context.Target.Bucket,
            context.Target.Key,
            () =>
                context.Engine.Objects.FindAsync(
                    context.Bucket,
                    context.Key,
                    operation.TakesVersion ? VersionParameter.Read(context) : null,
                    context.Aborted
                )
        )
        {
            TagsInDocument = () => operation.ReadTagsAsync(context),
        };

    /// <summary>Whoever makes a bucket does so in his own account, also where it turns out that another one has the name.</summary>
    private static Bucket? BucketOf(OssContext context, Operation operation) =>
        operation is not PutBucket
        || context.Caller.IsAnonymous
        || context.FoundBucket?.OwnerId == context.Caller.AccountId
            ? context.FoundBucket
            : null;

    private static async ValueTask<AccessDecision> JudgeByListsAsync(OssContext context, AccessQuestion question) =>
        question switch
        {
            // To set the list of a name that somebody else has is to ask for the name.
            { Bucket: { } bucket, Action: "oss:PutBucketAcl" } when IsOtherRoot(context, bucket) => Decide(
                question,
                OssErrors.BucketAlreadyExists,
                AccessGrounds.NoPolicy
            ),
            { Bucket: { } bucket, Key: null } when PolicyJudge.IsOfOtherAccount(context, bucket) => Decide(
                question,
                OssErrors.BucketNotYours,
                AccessGrounds.NoPolicy
            ),
            { BucketName: null } or { Key: null } when !context.Caller.IsAnonymous => Decide(
                question,
                OssErrors.NoPermission,
                AccessGrounds.NoPolicy
            ),
            { BucketName: null } or { Action: "oss:PutBucket" } => Decide(
                question,
                OssErrors.AnonymousServiceAccess,
                AccessGrounds.Unsigned
            ),
            { Need: Need.List } => Decide(question, OssErrors.BucketNotYours, AccessGrounds.NoPolicy),
            { Bucket: null } or { Key: null } => Decide(
                question,
                OssErrors.AnonymousBucketAccess,
                AccessGrounds.Unsigned
            ),
            { Need: Need.Read } => await JudgeByListAsync(context, question, question.Bucket, AclEvaluator.CheckRead),
            { Need: Need.Write } => await JudgeByListAsync(context, question, question.Bucket, AclEvaluator.CheckWrite),
            _ => Decide(question, OssErrors.ObjectAclReadDenied, AccessGrounds.NoPolicy),
        };

    private static bool IsOtherRoot(OssContext context, Bucket bucket) =>
        context.Caller.IsRoot && PolicyJudge.IsOfOtherAccount(context, bucket);

    /// <summary>What lists say to a stranger counts only while public access is not blocked.</summary>
    private static async ValueTask<AccessDecision> JudgeByListAsync(
        OssContext context,
        AccessQuestion question,
        Bucket bucket,
        Func<CannedAcl, CannedAcl, OssError?> check
    )
    {
        var existing = (await question.Record())?.Acl ?? CannedAcl.Default;
        var refusal = check(bucket.Acl, existing);
        return refusal is null && await PublicAccess.IsBlockedAsync(context, bucket)
            ? Decide(question, OssErrors.AccessDeniedByBucketAcl, AccessGrounds.PublicAccessBlocked)
            : Decide(question, refusal, GroundOf(context, refusal, bucket.Acl, existing));
    }

    /// <summary>A user who is refused lacks a policy, whatever lists say to everybody.</summary>
    private static string GroundOf(OssContext context, OssError? refusal, CannedAcl bucket, CannedAcl existing) =>
        refusal is not null && !context.Caller.IsAnonymous
            ? AccessGrounds.NoPolicy
            : AccessGrounds.List(bucket, existing);
}
