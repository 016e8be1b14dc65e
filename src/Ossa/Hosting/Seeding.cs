using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Names;
using Ossa.Server.Hosting;

namespace Ossa.Hosting;

/// <summary>Fills a store at the start: buckets by name, and the files of a directory as DIR/BUCKET/KEY.</summary>
internal static class Seeding
{
    public static async Task RunAsync(
        OssaEngine engine,
        IReadOnlyList<BucketSeed> buckets,
        string? directory,
        CancellationToken stop
    )
    {
        foreach (var bucket in buckets)
        {
            await EnsureAsync(engine, bucket.Name, bucket.Acl, stop);
        }

        if (directory is null)
        {
            return;
        }

        if (!Directory.Exists(directory))
        {
            throw new CommandException($"--seed {directory}: there is no such directory.");
        }

        foreach (var folder in Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal))
        {
            await LoadAsync(engine, folder, stop);
        }
    }

    private static async Task LoadAsync(OssaEngine engine, string folder, CancellationToken stop)
    {
        var name = Path.GetFileName(folder);
        if (!BucketName.IsValid(name))
        {
            throw new CommandException(
                $"--seed: {folder} cannot become a bucket; rename it to lower-case letters, digits and dashes."
            );
        }

        var bucket = await EnsureAsync(engine, name, null, stop);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var key = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await using var content = File.OpenRead(file);
            var described = new NewObject { Metadata = GuessedMetadata.OfKey(key) };
            await engine.Objects.PutAsync(bucket, key, described, content.ReadAsync, stop);
        }
    }

    private static async ValueTask<Bucket> EnsureAsync(
        OssaEngine engine,
        string name,
        CannedAcl? acl,
        CancellationToken stop
    ) =>
        await engine.Buckets.FindAsync(name, stop) is { } present
            ? await engine.Buckets.CreateAgainAsync(present, engine.AccountId, acl, "LRS", stop)
            : await engine.Buckets.CreateAsync(name, engine.AccountId, acl, "Standard", "LRS", stop);
}
