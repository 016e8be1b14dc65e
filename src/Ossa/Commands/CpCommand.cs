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
        var version = VersionFlag.Create();
        var partSize = PartOptions.SizeFlag();
        var parallel = PartOptions.ParallelFlag();
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("cp", "Copy files to a bucket, objects to files, or objects to objects.")
        {
            Examples =
            [
                "ossa cp photo.jpg oss://my-bucket/",
                "ossa cp -r oss://my-bucket/photos/ ./photos",
                "ossa cp disk.img oss://my-bucket/ --part-size 64M --parallel 5",
                "tar cz . | ossa cp - oss://my-bucket/backup.tgz",
            ],
        };
        command.Add(source);
        command.Add(target);
        command.Add(isRecursive);
        command.Add(isForced);
        command.Add(version);
        command.Add(partSize);
        command.Add(parallel);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var route = Route.Find(parsed.GetRequiredValue(source), parsed.GetRequiredValue(target));
                var options = new CopyOptions(
                    parsed.GetValue(isRecursive),
                    parsed.GetValue(isForced),
                    parsed.GetValue(version),
                    PartOptions.Read(parsed.GetValue(partSize), parsed.GetValue(parallel))
                );
                using var client = settings.CreateClient(parsed, context);
                await new Copy(context, client, options).RunAsync(route, stop);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
