using System.Globalization;
using Ossa.Engine.Lifecycle;
using Ossa.Protocol.Errors;
using Ossa.Server.Hosting;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>POST lifecycle</c>: goes over the lifecycle rules at once, or only says what that would do, while requests go on. The answer is one line of
/// JSON for each action, one for the figures now and then, and the final ones last; an answer without those broke off.
/// </summary>
internal sealed class RunLifecycle(TimeProvider time) : AdminOperation
{
    public override string Name => "AdminLifecycle";

    public override string Summary =>
        "Goes over the lifecycle rules, or says what that would do, a line for each action and the figures last.";

    public override string Path => AdminApi.Lifecycle;

    public override IReadOnlyList<string> Parameters => [AdminApi.Bucket, AdminApi.DryRun, AdminApi.At, AdminApi.After];

    public override AdminAnswer Answer =>
        AdminAnswer.Lines(
            LifecycleLinesJson.Default.LifecycleStepLine,
            LifecycleLinesJson.Default.LifecycleFiguresLine
        );

    public override async Task HandleAsync(OssContext context)
    {
        var options = new LifecycleRunOptions
        {
            Bucket = context.Target[AdminApi.Bucket],
            DryRun = context.Target.Has(AdminApi.DryRun),
            At = ReadTime(context),
            After = ReadWait(context),
        };
        if (options.Bucket is { } bucket)
        {
            await context.Engine.Buckets.GetAsync(bucket, context.Aborted);
        }

        await using var lines = new LineStream<LifecycleFigures>(context, LifecycleLines.WriteProgress, time);
        var failures = new LifecycleFailures();
        var figures = await context.Engine.LifecycleRunner.RunAsync(
            options with
            {
                Report = (step, _) => lines.WriteAsync(LifecycleLines.Write(step)),
                Progress = lines,
            },
            failures,
            context.Aborted
        );
        foreach (var failed in failures.Buckets)
        {
            await lines.WriteAsync(LifecycleLines.WriteFailure(failed));
        }

        await lines.EndAsync(LifecycleLines.WriteSummary(figures));
    }

    private static DateTimeOffset? ReadTime(OssContext context)
    {
        if (context.Target[AdminApi.At] is not { } text)
        {
            return null;
        }

        return
            context.Target.Has(AdminApi.DryRun)
            && DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
            ? time
            : throw new OssException(AdminErrors.LifecycleTime, "At", text);
    }

    private static TimeSpan ReadWait(OssContext context)
    {
        if (context.Target[AdminApi.After] is not { } text)
        {
            return TimeSpan.Zero;
        }

        return context.Target.Has(AdminApi.DryRun) && DurationText.TryParse(text, out var wait)
            ? wait
            : throw new OssException(AdminErrors.LifecycleTime, "After", text);
    }
}
