using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa rb oss://bucket</c>: removes a bucket that is empty.</summary>
internal static class RbCommand
{
    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("BUCKET", "The bucket to remove, oss://NAME; it must be empty");
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("rb", "Remove an empty bucket.") { Examples = ["ossa rb oss://my-bucket"] };
        command.Add(address);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var bucket = parsed.GetRequiredValue(address).RequireBucketAlone().Bucket;
                using var client = settings.CreateClient(parsed, context);
                await client.DeleteBucketAsync(bucket, stop);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
