using System.CommandLine;
using Ossa.CommandLine;
using Ossa.Protocol.Access;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa mb oss://bucket</c>: makes a bucket.</summary>
internal static class MbCommand
{
    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("BUCKET", "The bucket to make, oss://NAME");
        var acl = new Option<string>("--acl")
        {
            Description = "Who may read and write: private, public-read or public-read-write",
            HelpName = "ACL",
            DefaultValueFactory = _ => CannedAcl.Private.ToWire(),
        }.AcceptOnlyFromAmong("private", "public-read", "public-read-write");
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("mb", "Make a bucket.")
        {
            Examples = ["ossa mb oss://my-bucket", "ossa mb oss://my-bucket --acl public-read"],
        };
        command.Add(address);
        command.Add(acl);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var bucket = parsed.GetRequiredValue(address).RequireBucketAlone().Bucket;
                var isGiven = parsed.GetResult(acl) is { Implicit: false };
                CannedAcl? chosen =
                    isGiven && CannedAcls.TryParseBucketAcl(parsed.GetRequiredValue(acl), out var given) ? given : null;
                using var client = settings.CreateClient(parsed, context);
                await client.PutBucketAsync(bucket, chosen, cancellationToken: stop);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
