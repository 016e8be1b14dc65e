using System.CommandLine;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa stat oss://bucket[/key]</c>: all that the server tells of an object or a bucket.</summary>
internal static class StatCommand
{
    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("ADDRESS", "The object, oss://BUCKET/KEY, or the bucket, oss://BUCKET");
        var version = VersionFlag.Create();
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("stat", "Show what is known of an object or a bucket.")
        {
            Examples = ["ossa stat oss://my-bucket/photo.jpg", "ossa stat oss://my-bucket"],
        };
        command.Add(address);
        command.Add(version);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var target = parsed.GetRequiredValue(address).RequireBucket();
                var wanted = parsed.GetValue(version);
                if (wanted is not null)
                {
                    target.RequireKey();
                }
                using var client = settings.CreateClient(parsed, context);
                var rows =
                    target.Key.Length == 0
                        ? await DescribeBucketAsync(client, target, stop)
                        : await DescribeObjectAsync(client, target, wanted, stop);
                Table.Write(context.Out, [.. rows.Where(row => row[1].Length > 0)]);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task<IEnumerable<string[]>> DescribeBucketAsync(
        OssClient client,
        OssAddress target,
        CancellationToken stop
    )
    {
        var info = await client.GetBucketInfoAsync(target.Bucket, stop);
        return
        [
            ["name", info.Name],
            ["created", ShownTime.Of(info.CreationDate)],
            ["location", info.Location],
            ["acl", info.Acl],
            ["storage class", info.StorageClass],
            ["redundancy", info.DataRedundancyType],
            ["versioning", info.Versioning ?? ""],
            ["encryption", info.SseAlgorithm],
            ["owner", info.Owner?.Id ?? ""],
            ["public endpoint", info.ExtranetEndpoint],
            ["internal endpoint", info.IntranetEndpoint],
        ];
    }

    /// <summary>Headers as they come, without those that every answer has and that say nothing of the object.</summary>
    private static async Task<IEnumerable<string[]>> DescribeObjectAsync(
        OssClient client,
        OssAddress target,
        string? version,
        CancellationToken stop
    )
    {
        var options = new GetObjectOptions { VersionId = version };
        var properties = await client.HeadObjectAsync(target.Bucket, target.Key, options, stop);
        var acl = await client.GetObjectAclAsync(target.Bucket, target.Key, version, stop);
        return properties
            .Headers.Where(header => !IsOfEveryAnswer(header.Key))
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)
            .Select(header => new[] { header.Key, Printable.Of(header.Value) })
            .Prepend(["acl", Protocol.Access.CannedAcls.ToWire(acl)]);
    }

    private static bool IsOfEveryAnswer(string header) =>
        header.ToLowerInvariant()
            is "connection"
                or "keep-alive"
                or "date"
                or "server"
                or "x-oss-server-time"
                or "x-oss-request-id"
                or "content-security-policy"
                or "x-content-type-options";
}
