using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ossa.CommandLine;
using Ossa.Engine.Lifecycle;
using Ossa.Lifecycle;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa lifecycle [oss://bucket] --dry-run</c> and <c>ossa lifecycle run</c>: what buckets' lifecycle rules would do, or do it.</summary>
internal static class LifecycleCommand
{
    public static Command Create(CommandContext context)
    {
        var (bucket, place, json) = (BucketArgument(), new LifecyclePlace(), JsonOption());
        var dryRun = new Option<bool>("--dry-run") { Description = "Show what the rules would do, and do nothing" };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "Judge by this time, such as 2026-12-24 or 2026-12-24T18:00:00Z, instead of now",
            HelpName = "DATE",
            CustomParser = ParseTime,
        };
        var after = Duration.Option("--after", "Judge by the time so long from now, such as 30d", TimeSpan.Zero);
        var command = new DocumentedCommand("lifecycle", "Show what buckets' lifecycle rules would do, or do it.")
        {
            Examples =
            [
                "ossa lifecycle --dry-run",
                "ossa lifecycle --dry-run --after 30d oss://my-bucket",
                "ossa lifecycle run --data /srv/ossa",
                "ossa lifecycle --dry-run --endpoint http://127.0.0.1:9000",
            ],
        };
        command.Add(bucket);
        foreach (var option in (Option[])[dryRun, at, after, json])
        {
            command.Add(option);
        }

        place.AddTo(command);
        command.Add(CreateRun(context));
        command.SetAction(
            (flags, stop) =>
            {
                if (!flags.GetValue(dryRun))
                {
                    throw new UsageException("Say --dry-run to see what is due; 'ossa lifecycle run' does it.");
                }

                var wait = flags.GetValue(after).Time;
                if (flags.GetValue(at) is not null && wait != TimeSpan.Zero)
                {
                    throw new UsageException("--at and --after name two times; give one of them.");
                }

                var options = new LifecycleRunOptions
                {
                    Bucket = flags.GetValue(bucket)?.RequireBucketAlone().Bucket,
                    DryRun = true,
                    At = flags.GetValue(at),
                    After = wait,
                };
                return RunAsync(context, place, options, flags.GetValue(json), flags, stop);
            }
        );
        return command;
    }

    private static DocumentedCommand CreateRun(CommandContext context)
    {
        var (bucket, place, json) = (BucketArgument(), new LifecyclePlace(), JsonOption());
        var command = new DocumentedCommand("run", "Do now what lifecycle rules say is due.")
        {
            Examples = ["ossa lifecycle run", "ossa lifecycle run oss://my-bucket --data /srv/ossa"],
        };
        command.Add(bucket);
        command.Add(json);
        place.AddTo(command);
        command.SetAction(
            (flags, stop) =>
            {
                var options = new LifecycleRunOptions { Bucket = flags.GetValue(bucket)?.RequireBucketAlone().Bucket };
                return RunAsync(context, place, options, flags.GetValue(json), flags, stop);
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context,
        LifecyclePlace place,
        LifecycleRunOptions options,
        bool json,
        ParseResult parsed,
        CancellationToken stop
    )
    {
        var report = new LifecycleReport(context, json, options.DryRun);
        var heard = options with { Report = report.ShowAsync, Progress = report };
        try
        {
            return report.Finish(await place.RunAsync(context, parsed, heard, report, stop));
        }
        finally
        {
            report.Clear();
        }
    }

    private static Argument<OssAddress> BucketArgument()
    {
        var bucket = OssAddress.Argument("BUCKET", "The bucket, oss://BUCKET; nothing for all buckets");
        bucket.Arity = ArgumentArity.ZeroOrOne;
        return bucket;
    }

    private static Option<bool> JsonOption() =>
        new("--json") { Description = "One line of JSON for each action, and the figures last" };

    private static DateTimeOffset? ParseTime(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (
            DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
        {
            return time;
        }

        result.AddError($"'{text}' is no time; write it like 2026-12-24 or 2026-12-24T18:00:00Z.");
        return null;
    }
}
