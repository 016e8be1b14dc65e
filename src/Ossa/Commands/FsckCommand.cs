using System.CommandLine;
using Ossa.Checking;
using Ossa.CommandLine;
using Ossa.Engine.Checking;
using Ossa.Hosting;
using Ossa.Storage.Local.Directories;

namespace Ossa.Commands;

/// <summary><c>ossa fsck</c>: looks for damage in a data directory, and repairs what loses nothing.</summary>
internal static class FsckCommand
{
    public static Command Create(CommandContext context)
    {
        var data = DataDirectory.Flag("Directory to check");
        var repair = new Option<bool>("--repair")
        {
            Description = "Repair what can be repaired without losing anything; records are never removed",
        };
        var quick = new Option<bool>("--quick")
        {
            Description =
                "Do not read the bytes of large objects: see only that all files are there and whole in length",
        };
        var bucket = new Option<string?>("--bucket")
        {
            Description = "Check this bucket alone; data that nothing names is then not looked for",
            HelpName = "NAME",
        };
        var json = new Option<bool>("--json")
        {
            Description = "One line of JSON for each damage, and the figures last",
        };
        var command = new DocumentedCommand("fsck", "Check all that is stored, and repair it where that is safe.")
        {
            Examples = ["ossa fsck", "ossa fsck --quick --data /srv/ossa", "ossa fsck --repair --data /srv/ossa"],
        };
        foreach (var option in (Option[])[data, repair, quick, bucket, json])
        {
            command.Add(option);
        }

        command.SetAction(
            async (flags, stop) =>
            {
                var report = new CheckReport(context, flags.GetValue(json));
                var options = new CheckOptions
                {
                    Repair = flags.GetValue(repair),
                    Quick = flags.GetValue(quick),
                    Bucket = flags.GetValue(bucket),
                    Progress = report,
                };
                var directory = DataDirectory.Resolve(context, flags.GetValue(data));
                try
                {
                    var figures = await RunAsync(context, directory, options, report, stop);
                    return options.Bucket is { } name && figures.Buckets == 0
                        ? throw new CommandException($"There is no bucket '{Printable.Of(name)}'.")
                        : report.Finish(figures);
                }
                finally
                {
                    report.Clear();
                }
            }
        );
        return command;
    }

    /// <summary>The store belongs to one process: where a server has it, the server does the work.</summary>
    private static async Task<CheckFigures> RunAsync(
        CommandContext context,
        DataDirectory directory,
        CheckOptions options,
        CheckReport report,
        CancellationToken stop
    )
    {
        try
        {
            return await OfflineCheck.RunAsync(directory, options, report.ShowAsync, stop);
        }
        catch (DirectoryInUseException e)
        {
            var server = RunningServer.Find(context, directory, e);
            return await OnlineCheck.RunAsync(context, server, options, report.ShowAsync, stop);
        }
    }
}
