using System.Runtime.CompilerServices;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;

namespace Ossa.Transfers;

/// <summary>From a bucket to this machine.</summary>
internal sealed class CopyOut(CommandContext context, OssClient client, Progress progress, CopyOptions options)
{
    public const string StandardOutput = "-";

    private readonly Download _download = new(client, progress, options);

    public async Task RunOneAsync(OssAddress source, string target, CancellationToken cancellationToken)
    {
        if (target == StandardOutput)
        {
            await using var found = await client.GetObjectAsync(
                source.Bucket,
                source.Key,
                new GetObjectOptions { VersionId = options.VersionId },
                cancellationToken
            );
            await using var output = context.OpenOutput();
            await found.Content.CopyToAsync(output, cancellationToken);
            return;
        }
        var path = target;
        if (Path.EndsInDirectorySeparator(target) || Directory.Exists(target))
        {
            Directory.CreateDirectory(target);
            path = SafePath.Resolve(target, source.LastName);
        }
        await _download.RunAsync(source, path, cancellationToken);
    }

    public Task RunAllAsync(OssAddress source, string folder, CancellationToken cancellationToken)
    {
        if (folder == StandardOutput)
        {
            throw new UsageException("Many objects do not go to standard output; name a folder.");
        }
        Directory.CreateDirectory(folder);
        return new TransferRun(context, progress).RunAsync(
            PlanAsync(source, folder, cancellationToken),
            cancellationToken
        );
    }

    private async IAsyncEnumerable<Transfer> PlanAsync(
        OssAddress source,
        string folder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var listed = new ListObjectsOptions { Prefix = source.Key };
        await foreach (var entry in client.ListObjectsAsync(source.Bucket, listed, cancellationToken))
        {
            var found = source with { Key = entry.Key };
            var name = entry.Key[source.FolderLength..];
            yield return new Transfer(found.ToString(), stop => FetchAsync(found, folder, name, stop));
        }
    }

    private async Task FetchAsync(OssAddress source, string folder, string name, CancellationToken cancellationToken)
    {
        if (name.Length == 0)
        {
            // The marker of the very folder that is copied: the target stands for it.
            return;
        }
        if (name.EndsWith('/'))
        {
            // By convention an empty object with a slash at its end is a folder.
            Directory.CreateDirectory(SafePath.Resolve(folder, name[..^1]));
            return;
        }
        var path = SafePath.Resolve(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await _download.RunAsync(source, path, cancellationToken);
    }
}
