using Ossa.Storage;
using Ossa.Storage.Local;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>What tests of the embedded engine share.</summary>
public abstract class LocalTest : IDisposable
{
    private protected static readonly PartitionId Here = new("bucket/0");
    private readonly TemporaryDirectory _directory = new();

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected string Data => Path.Combine(_directory.Path, "new", "data");

    public virtual void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task<StorageEngine> OpenAsync() => OpenAsync(new() { Directory = Data });

    private protected static Task<StorageEngine> OpenAsync(LocalEngineOptions options) =>
        LocalEngine.OpenAsync(options, Cancel);

    private protected static WriteBatch Put(string key, string value) =>
        new WriteBatch().Put(RowFamily.Record, Bytes.Of(key), Bytes.Of(value));

    private protected static async Task<string> GetAsync(StorageEngine engine, string key) =>
        Bytes.Text(await engine.Metadata.GetAsync(Here, RowFamily.Record, Bytes.Of(key), Cancel));

    private protected static async Task<BlobId> WriteAsync(StorageEngine engine, byte[] bytes)
    {
        await using var writer = await engine.Blobs.CreateAsync(BlobId.New(), Cancel);
        await writer.WriteAsync(bytes, Cancel);
        return await writer.CompleteAsync(Cancel);
    }

    private protected static async Task<byte[]> ReadAsync(StorageEngine engine, BlobId id)
    {
        await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
        var bytes = new byte[reader!.Length];
        for (var filled = 0; filled < bytes.Length; )
        {
            filled += await reader.ReadAsync(filled, bytes.AsMemory(filled), Cancel);
        }

        return bytes;
    }

    private protected string PathOf(BlobId id) => Path.Combine(Data, "blobs", id.ToString()[..2], id.ToString());
}
