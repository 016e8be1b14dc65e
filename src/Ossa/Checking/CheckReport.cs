using Ossa.CommandLine;
using Ossa.Engine.Checking;
using Ossa.Server.Administration;

namespace Ossa.Checking;

/// <summary>Shows a check: each finding at once, for people or as JSON, how far it has come, and the figures at the end.</summary>
internal sealed class CheckReport(CommandContext context, bool json) : IProgress<CheckFigures>
{
    private readonly StatusLine _status = new(context);

    public void Report(CheckFigures value) =>
        _status.Show(() => $"{Amounts.Count(value.Records, "record")}, {Amounts.Bytes(value.Bytes)} read");

    public ValueTask ShowAsync(Finding finding, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _status.Say(context.Out, json ? CheckLines.Write(finding) : FindingText.Of(finding));
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes away what is not to stay.</summary>
    public void Clear() => _status.Clear();

    /// <summary>Shows the figures, and gives the exit code that they mean.</summary>
    public int Finish(CheckFigures figures)
    {
        _status.Clear();
        if (json)
        {
            context.Out.WriteLine(CheckLines.WriteSummary(figures));
        }
        else
        {
            Summarize(figures);
        }

        return figures.Left == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private void Summarize(CheckFigures figures)
    {
        var verdict =
            figures.Findings == 0 ? "no damage"
            : figures.Left == 0 ? $"{Amounts.Count(figures.Findings, "damage")}, all repaired"
            : $"{Amounts.Count(figures.Findings, "damage")}, {figures.Left} left";
        context.Out.WriteLine(
            $"{Amounts.Count(figures.Buckets, "bucket")}, {Amounts.Count(figures.Records, "record")}, "
                + $"{Amounts.Bytes(figures.Bytes)} read: {verdict}"
        );
        if (figures.Unsettled > 0)
        {
            context.Out.WriteLine(
                $"{Amounts.Count(figures.Unsettled, "bucket")} changed all the while: counters not compared"
            );
        }
    }
}
