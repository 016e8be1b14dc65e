using Ossa.Server.Operations;

namespace Ossa.Server.Road;

/// <summary>
/// Opens the object that an operation gives out. Between the first judgement and this the object may have been replaced, or it or its
/// bucket closed to the public, so what was opened is judged again: nobody gets a record that was not judged.
/// </summary>
internal static class ObjectOpening
{
    public static async ValueTask OpenAsync(OssContext context, Operation operation)
    {
        switch (operation.Reads)
        {
            case Reads.Record:
                context.FoundRecord = await context.Engine.Objects.FindAsync(
                    context.Bucket,
                    context.Key,
                    context.Aborted
                );
                break;
            case Reads.Body:
                context.Opened = await context.Engine.Objects.OpenAsync(context.Bucket, context.Key, context.Aborted);
                context.FoundRecord = context.Opened?.Record;
                break;
            default:
                return;
        }

        if (operation.Need == Need.Read)
        {
            await Authorizer.JudgeReadingAsync(context, context.Bucket, context.FoundRecord);
        }
    }
}
