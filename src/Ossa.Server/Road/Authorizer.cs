using Ossa.Engine.Access;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;
using Ossa.Server.Reading;

namespace Ossa.Server.Road;

/// <summary>Decides, once and before dispatch, whether the caller may do what the operation does.</summary>
internal static class Authorizer
{
    public static async ValueTask AuthorizeAsync(OssContext context, Operation operation)
    {
        if (operation.Need == Need.Nothing)
        {
            return;
        }

        RefererCheck.Require(context, context.FoundBucket);
        if (!context.Caller.IsOwner)
        {
            await RequireStrangerAsync(context, operation);
        }

        await PublicAccess.RequireObjectAclAsync(context, operation);
    }

    private static async ValueTask RequireStrangerAsync(OssContext context, Operation operation)
    {
        if (context.FoundBucket is { RequesterPays: true } bucket)
        {
            throw new OssException(OssErrors.RequesterMustPay, "BucketName", bucket.Name);
        }

        if (await FindRefusalAsync(context, operation) is { } refusal)
        {
            throw new OssException(refusal);
        }
    }

    /// <summary>
    /// Judges the reading of an object that is open already, by the bucket's list as it is after the opening. Where there is no object, it
    /// must not be told whether there is one.
    /// </summary>
    public static async ValueTask JudgeReadingAsync(OssContext context, Bucket bucket, ObjectRecord? record)
    {
        if (context.Caller.IsOwner)
        {
            return;
        }

        var present = await context.Engine.Buckets.GetAsync(bucket.Name, context.Aborted);
        if (present.RequesterPays)
        {
            throw new OssException(OssErrors.RequesterMustPay, "BucketName", present.Name);
        }

        RefererCheck.Require(context, present);
        var refusal = AclEvaluator.CheckRead(present.Acl, record?.Acl ?? CannedAcl.Default);
        if (await UnlessBlockedAsync(context, present, refusal) is { } final)
        {
            throw new OssException(final);
        }
    }

    private static async ValueTask<OssError?> FindRefusalAsync(OssContext context, Operation operation) =>
        (Route.LevelOf(context.Target), operation.Need) switch
        {
            (Level.Service, _) => OssErrors.AnonymousServiceAccess,
            (_, Need.List) => OssErrors.BucketNotYours,
            (Level.Bucket, _) => OssErrors.AnonymousBucketAccess,
            (Level.Object, Need.Read) => await UnlessBlockedAsync(
                context,
                context.Bucket,
                AclEvaluator.CheckRead(context.Bucket.Acl, await ObjectAclAsync(context, operation))
            ),
            (Level.Object, Need.Write) => await UnlessBlockedAsync(
                context,
                context.Bucket,
                AclEvaluator.CheckWrite(context.Bucket.Acl, await ObjectAclAsync(context, operation))
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

    private static async ValueTask<CannedAcl> ObjectAclAsync(OssContext context, Operation operation)
    {
        var record = await context.Engine.Objects.FindAsync(
            context.Bucket,
            context.Key,
            operation.TakesVersion ? VersionParameter.Read(context) : null,
            context.Aborted
        );
        return record?.Acl ?? CannedAcl.Default;
    }
}
