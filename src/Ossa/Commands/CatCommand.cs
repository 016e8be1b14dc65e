using System.CommandLine;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa cat oss://bucket/key</c>: writes an object to standard output.</summary>
internal static class CatCommand
{
    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("OBJECT", "The object, oss://BUCKET/KEY");
        var range = new Option<ByteRange?>("--range")
        {
            Description = "Only these bytes: 0-99, 100- or -50 (the last fifty)",
            HelpName = "RANGE",
            CustomParser = ByteRange.Parse,
        };
        var version = VersionFlag.Create();
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("cat", "Write an object to standard output.")
        {
            Examples = ["ossa cat oss://my-bucket/notes.txt", "ossa cat oss://my-bucket/log --range=-1000"],
        };
        command.Add(address);
        command.Add(range);
        command.Add(version);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var target = parsed.GetRequiredValue(address).RequireKey();
                var bytes = parsed.GetValue(range);
                var options = new GetObjectOptions
                {
                    RangeStart = bytes?.Start,
                    RangeEnd = bytes?.End,
                    VersionId = parsed.GetValue(version),
                };
                using var client = settings.CreateClient(parsed, context);
                await using var found = await client.GetObjectAsync(target.Bucket, target.Key, options, stop);
                await using var output = context.OpenOutput();
                await found.Content.CopyToAsync(output, stop);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
