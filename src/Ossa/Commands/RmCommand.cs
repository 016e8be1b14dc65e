using System.CommandLine;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa rm oss://bucket/key</c>: deletes an object, or all whose keys begin alike.</summary>
internal static class RmCommand
{
    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("OBJECT", "The object, oss://BUCKET/KEY, or with -r what keys begin with");
        var isRecursive = new Option<bool>("--recursive", "-r") { Description = "All objects whose keys begin so" };
        var isForced = new Option<bool>("--force", "-f") { Description = "Do not ask" };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("rm", "Delete objects. It asks first, unless told not to.")
        {
            Examples = ["ossa rm oss://my-bucket/old.txt", "ossa rm -r -f oss://my-bucket/2024/"],
        };
        command.Add(address);
        command.Add(isRecursive);
        command.Add(isForced);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var target = parsed.GetRequiredValue(address).RequireBucket();
                var all = parsed.GetValue(isRecursive);
                if (!all)
                {
                    target.RequireKey();
                }
                using var client = settings.CreateClient(parsed, context);
                if (!parsed.GetValue(isForced))
                {
                    await Question.ConfirmAsync(context, Ask(target, all), stop);
                }
                if (all)
                {
                    var deleted = await Removal.RemoveAllAsync(client, target, stop);
                    await context.Error.WriteLineAsync($"Deleted {Amounts.Count(deleted, "object")}.");
                }
                else
                {
                    await client.DeleteObjectAsync(target.Bucket, target.Key, stop);
                }
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static string Ask(OssAddress target, bool all)
    {
        var name = Printable.Of(target.ToString());
        if (!all)
        {
            return $"Delete {name}?";
        }
        return target.Key.Length == 0
            ? $"Delete ALL objects of the bucket {target.Bucket}?"
            : $"Delete all objects that begin with {name}?";
    }
}
