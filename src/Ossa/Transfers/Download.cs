using System.Security.Cryptography;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;

namespace Ossa.Transfers;

/// <summary>
/// Brings one object into a file. The bytes go to a partial file beside it, which gets the name when they are complete and verified,
/// and is removed when anything goes wrong.
/// </summary>
internal sealed class Download(OssClient client, Progress progress, CopyOptions options)
{
    private const int BufferBytes = 128 * 1024;

    public async Task RunAsync(OssAddress source, string path, CancellationToken cancellationToken)
    {
        Check(path);
        await using var found = await client.GetObjectAsync(
            source.Bucket,
            source.Key,
            new GetObjectOptions { VersionId = options.VersionId },
            cancellationToken
        );
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var partial = Path.Join(folder, $".ossa-{RandomNumberGenerator.GetHexString(16, lowercase: true)}.part");
        try
        {
            await WriteAsync(found.Content, partial, cancellationToken);
            File.Move(partial, path, options.Overwrite);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    private void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CommandException($"{path} is a folder.");
        }
        if (!options.Overwrite && File.Exists(path))
        {
            throw new CommandException($"{path} exists already; --force replaces it.");
        }
        if (OperatingSystem.IsLinux() && Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            // The finished file takes the place of what is there, which must not be a device.
            throw new CommandException($"{path} is no place for a file; '-' writes to standard output.");
        }
    }

    private async Task WriteAsync(Stream content, string partial, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            partial,
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.None,
            0,
            useAsync: true
        );
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            progress.Add(read);
        }
    }
}
