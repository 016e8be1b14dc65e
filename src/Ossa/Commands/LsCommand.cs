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
        var versions = new Option<bool>("--all-versions") { Description = "Older versions and delete markers too" };
        var uploads = new Option<bool>("--multipart", "-m") { Description = "Unfinished uploads instead of objects" };
        var settings = new SettingsOptions();
        var command = new DocumentedCommand("ls", "List buckets, objects, their versions, or unfinished uploads.")
        {
            Examples =
            [
                "ossa ls",
                "ossa ls oss://my-bucket",
                "ossa ls -d oss://my-bucket/photos/",
                "ossa ls --all-versions oss://my-bucket/photo.jpg",
            ],
        };
        command.Add(address);
        command.Add(isShort);
        command.Add(isOneLevel);
        command.Add(versions);
        command.Add(uploads);
        settings.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                var target = parsed.GetValue(address);
                var format = new ListFormat(context, parsed.GetValue(isShort));
                var isBucket = !string.IsNullOrEmpty(target?.Bucket);
                var kinds = new[] { parsed.GetValue(isOneLevel), parsed.GetValue(versions), parsed.GetValue(uploads) };
                if (kinds.Count(wanted => wanted) > 1)
                {
                    throw new UsageException("--directory, --all-versions and --multipart do not go together.");
                }
                if (!isBucket && kinds.Contains(true))
                {
                    throw new UsageException("Name the bucket: oss://BUCKET.");
                }
                using var client = settings.CreateClient(parsed, context);
                await (
                    !isBucket ? ListBucketsAsync(client, format, stop)
                    : parsed.GetValue(versions) ? ListVersionsAsync(client, target!, format, stop)
                    : parsed.GetValue(uploads) ? ListUploadsAsync(client, target!, format, stop)
                    : ListObjectsAsync(client, target!, parsed.GetValue(isOneLevel), format, stop)
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task ListBucketsAsync(OssClient client, ListFormat format, CancellationToken stop)
    {
        format.BeginBuckets();
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
        format.BeginObjects();
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

    private static async Task ListVersionsAsync(
        OssClient client,
        OssAddress target,
        ListFormat format,
        CancellationToken stop
    )
    {
        format.BeginVersions();
        var options = new ListObjectVersionsOptions { Prefix = target.Key };
        await foreach (var entry in client.ListObjectVersionsAsync(target.Bucket, options, stop))
        {
            format.Write(target with { Key = entry.Key }, entry);
        }
        format.WriteVersionTotal();
    }

    private static async Task ListUploadsAsync(
        OssClient client,
        OssAddress target,
        ListFormat format,
        CancellationToken stop
    )
    {
        format.BeginUploads();
        var options = new ListMultipartUploadsOptions { Prefix = target.Key };
        await foreach (var upload in client.ListMultipartUploadsAsync(target.Bucket, options, stop))
        {
            format.Write(target with { Key = upload.Key }, upload);
        }
        format.WriteUploadTotal();
    }
}
