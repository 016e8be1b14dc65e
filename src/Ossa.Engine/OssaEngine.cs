using Ossa.Engine.Buckets;
using Ossa.Engine.Garbage;
using Ossa.Engine.Listing;
using Ossa.Engine.Objects;
using Ossa.Storage;

namespace Ossa.Engine;

/// <summary>What an object store means, over any storage engine: buckets, objects, listings, and the collector behind them.</summary>
public sealed class OssaEngine : IAsyncDisposable
{
    private readonly StorageEngine _storage;

    private OssaEngine(StorageEngine storage, TimeProvider time)
    {
        _storage = storage;
        var garbage = new GarbageQueue();
        Buckets = new BucketCatalog(storage.Metadata, time);
        Objects = new ObjectStore(storage, garbage, time);
        Listing = new ObjectListing(storage.Metadata);
        Collector = new GarbageCollector(storage, Buckets, garbage);
    }

    /// <summary>The buckets.</summary>
    public BucketCatalog Buckets { get; }

    /// <summary>The objects in them.</summary>
    public ObjectStore Objects { get; }

    /// <summary>Listings of objects.</summary>
    public ObjectListing Listing { get; }

    /// <summary>Frees what no record uses.</summary>
    public GarbageCollector Collector { get; }

    /// <summary>The account that owns everything in this store.</summary>
    public string AccountId { get; private set; } = "";

    /// <summary>Why writes are refused, or null while they are accepted.</summary>
    public string? ReadOnlyReason => _storage.ReadOnlyReason();

    /// <summary>What the store tells of itself now, or null when it keeps nothing on a disk.</summary>
    public EngineFigures? Figures => _storage.Figures() is { } figures ? EngineFigures.Of(figures) : null;

    /// <summary>Takes over a storage engine: recovers what a crash interrupted, then is ready for requests.</summary>
    public static async Task<OssaEngine> OpenAsync(
        StorageEngine storage,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var engine = new OssaEngine(storage, time);
        engine.AccountId = await engine.Buckets.EnsureAccountAsync(cancellationToken);
        await engine.Buckets.ReopenAllAsync(cancellationToken);
        return engine;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _storage.DisposeAsync();
}
