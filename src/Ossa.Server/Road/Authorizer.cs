using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Server.Operations;

namespace Ossa.Server.Road;

/// <summary>Decides, once and before dispatch, whether the caller may do what the operation does.</summary>
internal static class Authorizer
{
    public static async ValueTask AuthorizeAsync(OssContext context, Operation operation)
    {
        if (context.Caller.IsOwner || operation.Need == Need.Nothing)
        {
            return;
        }

        if (await FindRefusalAsync(context, operation) is { } refusal)
        {
            throw new OssException(refusal);
        }
    }

    /// <summary>Judges the object that the road opened, by the bucket's list as it is after the opening.</summary>
    public static async ValueTask JudgeAsync(OssContext context, Operation operation)
    {
        if (context.Caller.IsOwner || operation.Need != Need.Read)
        {
            return;
        }

        var bucket = await context.Engine.Buckets.GetAsync(context.Bucket.Name, context.Aborted);
        if (AclEvaluator.CheckRead(bucket.Acl, context.FoundRecord?.Acl ?? CannedAcl.Default) is { } refusal)
        {
            throw new OssException(refusal);
        }
    }

    private static async ValueTask<OssError?> FindRefusalAsync(OssContext context, Operation operation) =>
        (operation.Route.Level, operation.Need) switch
        {
            (Level.Service, _) => OssErrors.AnonymousServiceAccess,
            (_, Need.List) => OssErrors.BucketNotYours,
            (Level.Bucket, _) => OssErrors.AnonymousBucketAccess,
            (Level.Object, Need.Read) => AclEvaluator.CheckRead(context.Bucket.Acl, await ObjectAclAsync(context)),
            (Level.Object, Need.Write) => AclEvaluator.CheckWrite(context.Bucket.Acl, await ObjectAclAsync(context)),
            _ => OssErrors.ObjectAclReadDenied,
        };

    private static async ValueTask<CannedAcl> ObjectAclAsync(OssContext context)
    {
        var record = await context.Engine.Objects.FindAsync(context.Bucket, context.Key, context.Aborted);
        return record?.Acl ?? CannedAcl.Default;
    }
}
