using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Storage;

/// <summary>What the suites share: an engine for each test, opened by the class that names the engine.</summary>
public abstract class EngineSuite : IAsyncLifetime
{
    private protected static readonly PartitionId Here = new("bucket/0");
    private StorageEngine? _engine;

    private protected StorageEngine Engine => _engine!;

    private protected IMetadataStore Rows => Engine.Metadata;

    private protected IBlobStore Blobs => Engine.Blobs;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _engine = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Close();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<StorageEngine> OpenAsync();

    private protected virtual void Close() { }
}
