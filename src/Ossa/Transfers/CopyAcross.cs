using System.Runtime.CompilerServices;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Remote;

namespace Ossa.Transfers;

/// <summary>From bucket to bucket, within the server.</summary>
internal sealed class CopyAcross(CommandContext context, OssClient client, Progress progress, string? versionId)
{
    public Task RunOneAsync(OssAddress source, OssAddress target, CancellationToken cancellationToken) =>
        CopyAsync(source, target.Below(source.LastName), cancellationToken);

    public Task RunAllAsync(OssAddress source, OssAddress target, CancellationToken cancellationToken) =>
        new TransferRun(context, progress).RunAsync(PlanAsync(source, target, cancellationToken), cancellationToken);

    private async IAsyncEnumerable<Transfer> PlanAsync(
        OssAddress source,
        OssAddress target,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var options = new ListObjectsOptions { Prefix = source.Key };
        await foreach (var entry in client.ListObjectsAsync(source.Bucket, options, cancellationToken))
        {
            var from = source with { Key = entry.Key };
            var folder = target.AsFolder();
            var to = folder with { Key = folder.Key + entry.Key[source.FolderLength..] };
            yield return new Transfer(
                from.ToString(),
                async stop =>
                {
                    await CopyAsync(from, to, stop);
                    progress.Add(entry.Size);
                }
            );
        }
    }

    private async Task CopyAsync(OssAddress source, OssAddress target, CancellationToken cancellationToken)
    {
        target.RequireKey();
        var copied = new CopySource(source.Bucket, source.Key) { VersionId = versionId };
        await client.CopyObjectAsync(copied, target.Bucket, target.Key, cancellationToken: cancellationToken);
    }
}
