using System.CommandLine;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Listing;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa ls [oss://bucket/prefix]</c>: lists buckets or objects.</summary>
internal static class LsCommand
{
    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("PREFIX", "oss:// or nothing for buckets, oss://BUCKET/PREFIX for objects");
        address.Arity = ArgumentArity.ZeroOrOne;
        var isShort = new Option<bool>("--short", "-s") { Description = "Only the names, one a line" };
        var isOneLevel = new Option<bool>("--directory", "-d")
        {
            Description = "Only one level: what lies deeper is shown as its folder",
        };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("ls", "List buckets or objects.")
        {
            Examples = ["ossa ls", "ossa ls oss://my-bucket", "ossa ls -d oss://my-bucket/photos/"],
        };
        command.Add(address);
        command.Add(isShort);
        command.Add(isOneLevel);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var target = parsed.GetValue(address);
                var format = new ListFormat(context, parsed.GetValue(isShort));
                using var client = settings.CreateClient(parsed, context);
                if (string.IsNullOrEmpty(target?.Bucket))
                {
                    await ListBucketsAsync(client, format, stop);
                }
                else
                {
                    await ListObjectsAsync(client, target, parsed.GetValue(isOneLevel), format, stop);
                }
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task ListBucketsAsync(OssClient client, ListFormat format, CancellationToken stop)
    {
        format.WriteBucketHeader();
        await foreach (var bucket in client.ListBucketsAsync(cancellationToken: stop))
        {
            format.Write(bucket);
        }
        format.WriteBucketTotal();
    }

    private static async Task ListObjectsAsync(
        OssClient client,
        OssAddress target,
        bool isOneLevel,
        ListFormat format,
        CancellationToken stop
    )
    {
        var options = new ListObjectsOptions { Prefix = target.Key, Delimiter = isOneLevel ? "/" : "" };
        format.WriteObjectHeader();
        await foreach (var page in client.ListObjectPagesAsync(target.Bucket, options, stop))
        {
            foreach (var prefix in page.CommonPrefixes)
            {
                format.WritePrefix(target with { Key = prefix });
            }
            foreach (var entry in page.Contents)
            {
                format.Write(target with { Key = entry.Key }, entry);
            }
        }
        format.WriteObjectTotal();
    }
}
