using Ossa.CommandLine;
using Ossa.Engine.Lifecycle;
using Ossa.Server.Administration;

namespace Ossa.Lifecycle;

/// <summary>Shows a run over lifecycle rules: each action at once, for people or as JSON, how far it has come, and the figures at the end.</summary>
internal sealed class LifecycleReport(CommandContext context, bool json, bool dryRun) : IProgress<LifecycleFigures>
{
    private readonly StatusLine _status = new(context);
    private readonly List<string> _failed = [];

    public void Report(LifecycleFigures value) =>
        _status.Show(() => $"{value.Judged} judged, {Amounts.Count(value.Acted, "action")}");

    public ValueTask ShowAsync(LifecycleStep step, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _status.Say(context.Out, json ? LifecycleLines.Write(step) : LifecycleText.Of(step));
        return ValueTask.CompletedTask;
    }

    /// <summary>Notes a bucket that could not be gone over to the end.</summary>
    public void Failed(string bucket)
    {
        _failed.Add(bucket);
        var line = $"ossa: The rules of '{bucket}' could not be gone over to the end.";
        _status.Say(json ? context.Out : context.Error, json ? LifecycleLines.WriteFailure(bucket) : line);
    }

    /// <summary>Takes away what is not to stay.</summary>
    public void Clear() => _status.Clear();

    /// <summary>Shows the figures, and gives the exit code that they mean.</summary>
    public int Finish(LifecycleFigures figures)
    {
        _status.Clear();
        if (json)
        {
            context.Out.WriteLine(LifecycleLines.WriteSummary(figures));
        }
        else
        {
            Summarize(figures);
        }

        return _failed.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private void Summarize(LifecycleFigures figures)
    {
        context.Out.WriteLine(
            $"{Amounts.Count(figures.Buckets, "bucket")} with rules, {figures.Judged} judged: "
                + (
                    figures.Acted == 0
                        ? "nothing to do"
                        : $"{Amounts.Count(figures.Acted, "action")}{(dryRun ? " due" : " done")}"
                )
        );
        foreach (
            var (count, noun, what) in ((long, string, string)[])
                [
                    (figures.Transitioned, "object", "to a colder storage class"),
                    (figures.Expired, "current object", "deleted"),
                    (figures.VersionsDeleted, "older version", "deleted for good"),
                    (figures.MarkersRemoved, "lone delete marker", "removed"),
                    (figures.UploadsAborted, "unfinished upload", "aborted"),
                    (figures.Kept, "action", "refused, by a retention for instance"),
                ]
        )
        {
            if (count > 0)
            {
                context.Out.WriteLine($"  {Amounts.Count(count, noun)} {what}");
            }
        }

        if (figures.Bytes > 0)
        {
            context.Out.WriteLine($"  {Amounts.Bytes(figures.Bytes)} of what is deleted");
        }
    }
}
