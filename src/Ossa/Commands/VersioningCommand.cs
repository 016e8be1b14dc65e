using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Protocol.Documents;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa versioning oss://bucket [enabled|suspended]</c>: whether a bucket keeps old versions of its objects.</summary>
internal static class VersioningCommand
{
    private const string Enabled = "enabled";
    private const string Suspended = "suspended";

    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("BUCKET", "The bucket, oss://BUCKET");
        var state = new Argument<string?>("STATE")
        {
            Description =
                "Nothing shows the state; enabled keeps old versions from now on, suspended keeps no new ones",
            Arity = ArgumentArity.ZeroOrOne,
        };
        state.AcceptOnlyFromAmong(Enabled, Suspended);
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("versioning", "Show or set whether a bucket keeps old versions.")
        {
            Examples = ["ossa versioning oss://my-bucket", "ossa versioning oss://my-bucket enabled"],
        };
        command.Add(address);
        command.Add(state);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var bucket = parsed.GetRequiredValue(address).RequireBucketAlone().Bucket;
                using var client = settings.CreateClient(parsed, context);
                if (parsed.GetValue(state) is { } wanted)
                {
                    var status =
                        wanted == Enabled ? VersioningConfiguration.Enabled : VersioningConfiguration.Suspended;
                    await client.PutBucketVersioningAsync(bucket, new VersioningConfiguration(status), stop);
                }
                else
                {
                    var found = await client.GetBucketVersioningAsync(bucket, stop);
                    await context.Out.WriteLineAsync(found.Status?.ToLowerInvariant() ?? "never enabled");
                }

                return ExitCodes.Done;
            }
        );
        return command;
    }
}
