using System.CommandLine;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa rm oss://bucket/key</c>: deletes an object, all whose keys begin alike, versions of them, or unfinished uploads.</summary>
internal static class RmCommand
{
    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("OBJECT", "The object, oss://BUCKET/KEY, or with -r what keys begin with");
        var isRecursive = new Option<bool>("--recursive", "-r") { Description = "All objects whose keys begin so" };
        var version = VersionFlag.Create();
        var allVersions = new Option<bool>("--all-versions")
        {
            Description = "All versions and delete markers, for good",
        };
        var uploads = new Option<bool>("--multipart", "-m") { Description = "Unfinished uploads instead of objects" };
        var isForced = new Option<bool>("--force", "-f") { Description = "Do not ask" };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("rm", "Delete objects. It asks first, unless told not to.")
        {
            Examples =
            [
                "ossa rm oss://my-bucket/old.txt",
                "ossa rm -r -f oss://my-bucket/2024/",
                "ossa rm --all-versions oss://my-bucket/old.txt",
                "ossa rm -m -r oss://my-bucket",
            ],
        };
        command.Add(address);
        command.Add(isRecursive);
        command.Add(version);
        command.Add(allVersions);
        command.Add(uploads);
        command.Add(isForced);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var target = parsed.GetRequiredValue(address).RequireBucket();
                var removal = new Removal(
                    target,
                    KindOf(parsed.GetValue(version), parsed.GetValue(allVersions), parsed.GetValue(uploads)),
                    parsed.GetValue(isRecursive),
                    parsed.GetValue(version)
                );
                using var client = settings.CreateClient(parsed, context);
                if (!parsed.GetValue(isForced))
                {
                    await Question.ConfirmAsync(context, removal.Question, stop);
                }

                var removed = await removal.RunAsync(client, stop);
                if (removal.IsMany)
                {
                    await context.Error.WriteLineAsync($"Deleted {Amounts.Count(removed, removal.Noun)}.");
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static RemovalKind KindOf(string? version, bool allVersions, bool uploads) =>
        (version, allVersions, uploads) switch
        {
            (null, false, false) => RemovalKind.Objects,
            ({ }, false, false) => RemovalKind.OneVersion,
            (null, true, false) => RemovalKind.Versions,
            (null, false, true) => RemovalKind.Uploads,
            _ => throw new UsageException("--version-id, --all-versions and --multipart do not go together."),
        };
}
