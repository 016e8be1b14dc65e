using Ossa.Engine.Checking;
using Ossa.Server.Road;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>POST check</c>: goes through everything and names all damage, while requests go on. The answer is one line of JSON for each finding
/// as it is found, one for the figures now and then, and the final ones last; an answer without those broke off.
/// </summary>
internal sealed class RunCheck(TimeProvider time) : AdminOperation
{
    public override string Name => "AdminCheck";

    public override string Summary =>
        "Goes through everything that is stored and names all damage, a line for each finding and the figures last.";

    public override string Path => AdminApi.Check;

    public override IReadOnlyList<string> Parameters => [AdminApi.Bucket, AdminApi.Quick, AdminApi.Repair];

    public override AdminAnswer Answer =>
        AdminAnswer.Lines(CheckLinesJson.Default.FindingLine, CheckLinesJson.Default.FiguresLine);

    public override async Task HandleAsync(OssContext context)
    {
        var bucket = context.Target[AdminApi.Bucket];
        if (bucket is not null)
        {
            await context.Engine.Buckets.GetAsync(bucket, context.Aborted);
        }

        await using var lines = new LineStream<CheckFigures>(context, CheckLines.WriteProgress, time);
        var options = new CheckOptions
        {
            Bucket = bucket,
            Quick = context.Target.Has(AdminApi.Quick),
            Repair = context.Target.Has(AdminApi.Repair),
            Progress = lines,
        };
        var figures = await context.Engine.Check.RunAsync(
            options,
            (finding, _) => lines.WriteAsync(CheckLines.Write(finding)),
            context.Aborted
        );
        await lines.EndAsync(CheckLines.WriteSummary(figures));
    }
}
