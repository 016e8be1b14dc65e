using Ossa.Engine.Versions;
using Ossa.Server.Operations;
using Ossa.Server.Reading;

namespace Ossa.Server.Road;

/// <summary>
/// Opens the object that an operation gives out, and only then judges its reading. Before that the object could still be replaced, or it or
/// its bucket closed to the public: nobody gets a record that was not judged.
/// </summary>
internal static class ObjectOpening
{
    public static async ValueTask OpenAsync(OssContext context, Operation operation)
    {
        if (operation.Reads == Reads.Nothing)
        {
            return;
        }

        var version = VersionParameter.Read(context);
        await FindAsync(context, operation, version);
        if (operation.Need == Need.Read)
        {
            await Authorizer.JudgeReadingAsync(
                context,
                operation.ActionOf(context.Target),
                context.Bucket,
                context.Key,
                context.FoundRecord
            );
        }

        if (context.FoundRecord is null)
        {
            throw await Absence.ExplainAsync(context, context.Bucket, context.Key, version);
        }

        await Symlink.FollowAsync(context, operation);
    }

    private static async ValueTask FindAsync(OssContext context, Operation operation, VersionId? version)
    {
        if (operation.Reads == Reads.Record)
        {
            context.FoundRecord = await context.Engine.Objects.FindAsync(
                context.Bucket,
                context.Key,
                version,
                context.Aborted
            );
            return;
        }

        context.Opened = await context.Engine.Objects.OpenAsync(context.Bucket, context.Key, version, context.Aborted);
        context.FoundRecord = context.Opened?.Record;
    }
}
