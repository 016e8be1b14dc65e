using Microsoft.AspNetCore.Http;
using Ossa.Engine.Buckets;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Operations;

namespace Ossa.Server.Road;

/// <summary>
/// The block of public access, of one bucket or of all that its owner has: lists that let everybody in count for nothing while it is on, and cannot be set.
/// See https://www.alibabacloud.com/help/en/oss/user-guide/block-public-access.
/// </summary>
internal static class PublicAccess
{
    public static async ValueTask<bool> IsBlockedAsync(OssContext context, Bucket? bucket) =>
        bucket is { PublicAccessBlocked: true }
        || (
            await context.Engine.AccountSettings.ReadAsync(
                bucket?.OwnerId ?? context.Caller.AccountId ?? context.Engine.AccountId,
                context.Aborted
            )
        ).PublicAccessBlocked;

    /// <summary>Refuses a list for a bucket that would let everybody in while that is blocked.</summary>
    public static ValueTask RequireBucketAclAsync(OssContext context, CannedAcl? acl) =>
        RequireAsync(context, acl, OssErrors.PublicBucketAclBlocked);

    /// <summary>Refuses a write that states such a list for its object.</summary>
    public static ValueTask RequireObjectAclAsync(OssContext context, Operation operation)
    {
        var writes = operation.Route.Method == HttpMethods.Put || operation.Route.Method == HttpMethods.Post;
        return writes && CannedAcls.TryParseObjectAcl(context.Stated(OssHeaders.ObjectAcl) ?? "", out var acl)
            ? RequireAsync(context, acl, OssErrors.PublicObjectAclBlocked)
            : ValueTask.CompletedTask;
    }

    private static async ValueTask RequireAsync(OssContext context, CannedAcl? acl, OssError refusal)
    {
        if (
            acl is CannedAcl.PublicRead or CannedAcl.PublicReadWrite
            && await IsBlockedAsync(context, context.FoundBucket)
        )
        {
            throw new OssException(refusal);
        }
    }
}
