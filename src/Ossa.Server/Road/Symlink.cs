using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;
using Ossa.Server.Links;
using Ossa.Server.Operations;

namespace Ossa.Server.Road;

/// <summary>
/// Leads from a symbolic link to what is read through it: the current object under the key that it names, one step and no further. Its reader
/// must be allowed to read both.
/// </summary>
internal static class Symlink
{
    /// <summary>Puts what a link leads to in place of what was opened; any other object stays.</summary>
    public static async ValueTask FollowAsync(OssContext context, Operation operation)
    {
        if (!operation.FollowsSymlinks || context.FoundRecord is not { Type: ObjectType.Symlink } link)
        {
            return;
        }

        LinkScope.RequireTarget(context, link.SymlinkTarget);
        var target = await OpenAsync(context, operation, link.SymlinkTarget);
        await Authorizer.JudgeReadingAsync(context, operation.Action, context.Bucket, link.SymlinkTarget, target);
        context.FoundRecord = target switch
        {
            null => throw new OssException(OssErrors.SymlinkTargetNotExist, "Key", context.Key),
            { Type: ObjectType.Symlink } => throw new OssException(OssErrors.InvalidTargetType, "Key", context.Key),
            _ => Describe(link, target),
        };
    }

    /// <summary>The target's record, with its body open where the operation gives it out; the context then closes that.</summary>
    private static async ValueTask<ObjectRecord?> OpenAsync(OssContext context, Operation operation, string key)
    {
        var objects = context.Engine.Objects;
        if (operation.Reads == Reads.Record)
        {
            return await objects.FindAsync(context.Bucket, key, version: null, context.Aborted);
        }

        await context.CloseObjectAsync();
        context.Opened = await objects.OpenAsync(context.Bucket, key, version: null, context.Aborted);
        return context.Opened?.Record;
    }

    /// <summary>What is said of the bytes is the target's, what is said of the object the link's, and the newer of both times counts.</summary>
    private static ObjectRecord Describe(ObjectRecord link, ObjectRecord target) =>
        link with
        {
            Size = target.Size,
            ETag = target.ETag,
            Crc64 = target.Crc64,
            Md5 = target.Md5,
            StorageClass = target.StorageClass,
            Restoration = target.Restoration,
            TransitionedAt = target.TransitionedAt,
            LastModified = link.LastModified > target.LastModified ? link.LastModified : target.LastModified,
        };
}
