using System.IO.Enumeration;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;

namespace Ossa.Transfers;

/// <summary>From this machine to a bucket.</summary>
internal sealed class CopyIn(CommandContext context, OssClient client, Progress progress, PartOptions parts)
{
    public const string StandardInput = "-";

    public async Task RunOneAsync(string source, OssAddress target, CancellationToken cancellationToken)
    {
        if (source == StandardInput)
        {
            await using var input = context.OpenInput();
            await PutAsync(input, target.RequireKey(), cancellationToken);
        }
        else if (Directory.Exists(source))
        {
            throw new UsageException($"{source} is a folder; add --recursive.");
        }
        else
        {
            await PutFileAsync(source, target.Below(Path.GetFileName(source)), cancellationToken);
        }
    }

    public Task RunAllAsync(string folder, OssAddress target, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw File.Exists(folder)
                ? new UsageException($"{folder} is no folder; leave --recursive out.")
                : new CommandException($"The folder {folder} does not exist.");
        }
        return new TransferRun(context, progress).RunAsync(Plan(folder, target), cancellationToken);
    }

    private async IAsyncEnumerable<Transfer> Plan(string folder, OssAddress target)
    {
        await Task.CompletedTask;
        foreach (var path in Files(folder))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            var address = target.AsFolder().Below(name);
            yield return new Transfer(path, stop => PutFileAsync(path, address, stop));
        }
    }

    /// <summary>All files below a folder. Links to files are followed, links to folders are not, since they may lead in a circle.</summary>
    private static FileSystemEnumerable<string> Files(string folder) =>
        new(
            folder,
            (ref entry) => entry.ToSpecifiedFullPath(),
            new EnumerationOptions
            {
                RecurseSubdirectories = true,
                AttributesToSkip = FileAttributes.None,
                IgnoreInaccessible = false,
            }
        )
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    private async Task PutFileAsync(string path, OssAddress target, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);
        if (file.CanSeek)
        {
            await UploadAsync(path, target, cancellationToken);
        }
        else
        {
            // A pipe has no length, and is read to its end.
            await PutAsync(file, target, cancellationToken);
        }
    }

    private async Task UploadAsync(string path, OssAddress target, CancellationToken cancellationToken)
    {
        try
        {
            var options = parts.ToUpload(progress);
            await client.UploadFileAsync(target.Bucket, target.Key, path, options, cancellationToken);
        }
        catch (ArgumentException e)
        {
            // So many parts, or of such a size, cannot be.
            throw new CommandException(e.Message, e);
        }
    }

    private async Task PutAsync(Stream body, OssAddress target, CancellationToken cancellationToken)
    {
        await using var metered = new MeteredStream(body, progress);
        await client.PutObjectAsync(target.Bucket, target.Key, metered, cancellationToken: cancellationToken);
    }
}
