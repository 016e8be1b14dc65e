using System.CommandLine;
using System.Globalization;
using Ossa.Administration;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Protocol.Documents;
using Ossa.Remote;
using Ossa.Server.Administration;
using Ossa.Settings;

namespace Ossa.Commands;

/// <summary><c>ossa du [oss://bucket[/prefix]]</c>: how much is stored.</summary>
internal static class DuCommand
{
    public static Command Create(CommandContext context)
    {
        var address = OssAddress.Argument("PREFIX", "oss://BUCKET or oss://BUCKET/PREFIX; nothing for all buckets");
        address.Arity = ArgumentArity.ZeroOrOne;
        var versions = new Option<bool>("--versions")
        {
            Description = "Below a prefix: count older versions and delete markers too",
        };
        var data = new Option<string?>("--data")
        {
            Description =
                "Look into this data directory, whether a server runs on it or not; it tells the buckets of all accounts",
            HelpName = "DIR",
        };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("du", "Show how much buckets or prefixes hold.")
        {
            Examples =
            [
                "ossa du",
                "ossa du oss://my-bucket",
                "ossa du oss://my-bucket/photos/ --versions",
                "ossa du --data /srv/ossa",
            ],
        };
        command.Add(address);
        command.Add(versions);
        command.Add(data);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var target = parsed.GetValue(address);
                IReadOnlyList<string[]> rows;
                if (parsed.GetValue(data) is { } named)
                {
                    settings.RefuseBeside(data, parsed);
                    var directory = DataDirectory.Resolve(context, named);
                    await using var store = await DirectoryClient.OpenAsync(context, directory, stop);
                    if (target is null or { Key.Length: 0 })
                    {
                        rows = await DescribeStoreAsync(store.Administration, target?.Bucket, stop);
                    }
                    else
                    {
                        await RequireOwnAsync(store.Administration, target.Bucket, stop);
                        rows = await DescribeAsync(store.Client, target, parsed.GetValue(versions), stop);
                    }
                }
                else
                {
                    using var client = settings.CreateClient(parsed, context);
                    rows = await DescribeAsync(client, target, parsed.GetValue(versions), stop);
                }

                Table.Write(context.Out, rows);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    /// <summary>A directory holds the buckets of all accounts.</summary>
    private static async Task<IReadOnlyList<string[]>> DescribeStoreAsync(
        AdminClient client,
        string? bucket,
        CancellationToken stop
    )
    {
        KeyValuePair<string, string>[] query = string.IsNullOrEmpty(bucket) ? [] : [new(AdminApi.Bucket, bucket)];
        var uses = await client.AskAsync<IReadOnlyList<BucketUse>>(HttpMethod.Get, AdminApi.Buckets, query, stop);
        return
        [
            BucketHeader(),
            .. uses.Select(use => Row(use.Bytes, use.Objects, use.DeleteMarkers, use.Uploads, use.Parts, use.Name)),
        ];
    }

    /// <summary>What lies below a prefix is listed by the root key of the directory, which is that of the first account.</summary>
    private static async Task RequireOwnAsync(AdminClient client, string bucket, CancellationToken stop)
    {
        KeyValuePair<string, string>[] named = [new(AdminApi.Bucket, bucket)];
        var use = await client.AskAsync<IReadOnlyList<BucketUse>>(HttpMethod.Get, AdminApi.Buckets, named, stop);
        var own = await client.AskAsync<AccountAnswer>(HttpMethod.Get, AdminApi.Account, [], stop);
        if (use[0].Account != own.Id)
        {
            throw new CommandException(
                $"The bucket {bucket} is of the account {use[0].Account}, and --data counts below prefixes of the first "
                    + "account's buckets only. Ask its server with a key of that account, or for the whole bucket."
            );
        }
    }

    private static async Task<IReadOnlyList<string[]>> DescribeAllAsync(OssClient client, CancellationToken stop)
    {
        var rows = new List<string[]> { BucketHeader() };
        await foreach (var bucket in client.ListBucketsAsync(cancellationToken: stop))
        {
            rows.Add(await DescribeBucketAsync(client, bucket.Name, stop));
        }

        return rows;
    }

    /// <summary>The server knows what a whole bucket holds; what lies below a prefix must be listed.</summary>
    private static async Task<IReadOnlyList<string[]>> DescribeAsync(
        OssClient client,
        OssAddress? target,
        bool versions,
        CancellationToken stop
    ) =>
        string.IsNullOrEmpty(target?.Bucket) ? await DescribeAllAsync(client, stop)
        : target.Key.Length == 0 ? [BucketHeader(), await DescribeBucketAsync(client, target.Bucket, stop)]
        : versions ? await CountVersionsAsync(client, target, stop)
        : await CountObjectsAsync(client, target, stop);

    private static string[] BucketHeader() => ["bytes", "objects", "markers", "uploads", "parts", "bucket"];

    private static async Task<string[]> DescribeBucketAsync(OssClient client, string bucket, CancellationToken stop)
    {
        var stat = await client.GetBucketStatAsync(bucket, stop);
        return Row(
            stat.Storage,
            stat.ObjectCount,
            stat.DeleteMarkerCount,
            stat.MultipartUploadCount,
            stat.MultipartPartCount,
            bucket
        );
    }

    private static string[] Row(long bytes, long objects, long markers, long uploads, long parts, string bucket) =>
        [Text(bytes), Text(objects), Text(markers), Text(uploads), Text(parts), $"{OssAddress.Scheme}{bucket}"];

    private static async Task<IReadOnlyList<string[]>> CountObjectsAsync(
        OssClient client,
        OssAddress target,
        CancellationToken stop
    )
    {
        long bytes = 0,
            objects = 0;
        var options = new ListObjectsOptions { Prefix = target.Key };
        await foreach (var entry in client.ListObjectsAsync(target.Bucket, options, stop))
        {
            bytes += entry.Size;
            objects++;
        }

        return
        [
            ["bytes", "objects", "prefix"],
            [Text(bytes), Text(objects), Printable.Of(target.ToString())],
        ];
    }

    private static async Task<IReadOnlyList<string[]>> CountVersionsAsync(
        OssClient client,
        OssAddress target,
        CancellationToken stop
    )
    {
        long bytes = 0,
            versions = 0,
            markers = 0;
        var options = new ListObjectVersionsOptions { Prefix = target.Key };
        await foreach (var entry in client.ListObjectVersionsAsync(target.Bucket, options, stop))
        {
            if (entry is VersionEntry version)
            {
                bytes += version.Size;
                versions++;
            }
            else
            {
                markers++;
            }
        }

        return
        [
            ["bytes", "versions", "markers", "prefix"],
            [Text(bytes), Text(versions), Text(markers), Printable.Of(target.ToString())],
        ];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
