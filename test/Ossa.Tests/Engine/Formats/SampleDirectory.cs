using System.Formats.Tar;
using System.IO.Compression;
using Ossa.Engine;
using Ossa.Engine.Buckets;
using Ossa.Engine.Versions;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.Storage;

namespace Ossa.Tests.Engine.Formats;

/// <summary>A data directory as a program of its time has left it, unpacked for one test.</summary>
internal sealed class SampleDirectory : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private SampleDirectory() { }

    public string Path => System.IO.Path.Combine(_directory.Path, "data");

    public string FormatText => File.ReadAllText(System.IO.Path.Combine(Path, "format"));

    /// <summary>The sample of a format.</summary>
    public static SampleDirectory Unpack(int format)
    {
        var sample = new SampleDirectory();
        Directory.CreateDirectory(sample.Path);
        using var file = File.OpenRead(
            System.IO.Path.Combine(AppContext.BaseDirectory, "Storage", "Formats", NameOf(format))
        );
        using var content = new GZipStream(file, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(content, sample.Path, overwriteFiles: false);
        return sample;
    }

    public static string NameOf(int format) => $"format-{format}.tar.gz";

    public Task<StorageEngine> OpenStorageAsync() => OpenStorageAsync(new() { Directory = Path });

    public static Task<StorageEngine> OpenStorageAsync(LocalEngineOptions options) =>
        LocalEngine.OpenAsync(options, TestStore.Cancel);

    public async Task<OssaEngine> OpenAsync() => await OpenAsync(new LocalEngineOptions { Directory = Path });

    /// <summary>Opens the whole store. Where that fails the directory is let go, as when a process ends.</summary>
    public static async Task<OssaEngine> OpenAsync(LocalEngineOptions options)
    {
        var storage = await OpenStorageAsync(options);
        try
        {
            return await OssaEngine.OpenAsync(storage, new EngineOptions(), TimeProvider.System, TestStore.Cancel);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    public static Task<byte[]?> ReadAsync(OssaEngine engine, Bucket bucket, string key) =>
        ReadAsync(engine, bucket, key, version: null);

    public static async Task<byte[]?> ReadAsync(OssaEngine engine, Bucket bucket, string key, VersionId? version)
    {
        await using var found = await engine.Objects.OpenAsync(bucket, key, version, TestStore.Cancel);
        return found is null ? null : await TestStore.ReadAllAsync(found.Body);
    }

    /// <summary>Makes a sample of a directory that nobody has open.</summary>
    public static void Pack(string data, string sample)
    {
        // The lock is of no use elsewhere, and the ballast holds nothing.
        File.Delete(System.IO.Path.Combine(data, "lock"));
        File.Delete(System.IO.Path.Combine(data, "ballast"));
        File.Delete(System.IO.Path.Combine(data, "rows", "LOG"));
        using var file = File.Create(sample);
        using var packed = new GZipStream(file, CompressionLevel.SmallestSize);
        TarFile.CreateFromDirectory(data, packed, includeBaseDirectory: false);
    }

    public void Dispose() => _directory.Dispose();
}
