using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Remote;
using Ossa.Settings;
using Ossa.Transfers;

namespace Ossa.Commands;

/// <summary><c>ossa cp SOURCE TARGET</c>: copies files and objects, up, down and across.</summary>
internal static class CpCommand
{
    public static Command Create(CommandContext context)
    {
        var source = new Argument<string>("SOURCE")
        {
            Description = "A file, a folder, oss://BUCKET/KEY, or - for standard input",
        };
        var target = new Argument<string>("TARGET")
        {
            Description = "A file, a folder, oss://BUCKET/KEY, or - for standard output",
        };
        var isRecursive = new Option<bool>("--recursive", "-r")
        {
            Description = "All files below a folder, or all objects whose keys begin so",
        };
        var isForced = new Option<bool>("--force", "-f") { Description = "Replace files that exist on this machine" };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("cp", "Copy files to a bucket, objects to files, or objects to objects.")
        {
            Examples =
            [
                "ossa cp photo.jpg oss://my-bucket/",
                "ossa cp -r oss://my-bucket/photos/ ./photos",
                "tar cz . | ossa cp - oss://my-bucket/backup.tgz",
            ],
        };
        command.Add(source);
        command.Add(target);
        command.Add(isRecursive);
        command.Add(isForced);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var route = Route.Find(parsed.GetRequiredValue(source), parsed.GetRequiredValue(target));
                using var client = settings.CreateClient(parsed, context);
                var copy = new Copy(context, client, parsed.GetValue(isRecursive), parsed.GetValue(isForced));
                await copy.RunAsync(route, stop);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
