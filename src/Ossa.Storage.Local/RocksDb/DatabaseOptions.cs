using Ossa.Storage.Local.RocksDb.Native;

namespace Ossa.Storage.Local.RocksDb;

/// <summary>How the database is set up. The native objects live until the database is closed.</summary>
internal sealed class DatabaseOptions
{
    /// <summary>The size of a file of bodies: the least that a collection of them rewrites.</summary>
    public const ulong BodyFileBytes = 16 << 20;

    private const int PointInTimeRecovery = 2;
    private const int WarningsOnly = 2;
    private const int Lz4 = 4;
    private const int IndexOfIndexes = 2;
    private const int BlockBytes = 8 * 1024;
    private const nuint CacheBytes = 48 << 20;
    private const nuint RecordBufferBytes = 16 << 20;
    private const nuint BodyBufferBytes = 16 << 20;
    private const ulong MaxWalBytes = 32 << 20;
    private const ulong MinBodyInFileBytes = 1024;
    private const double BloomBitsPerKey = 10;
    private const double DeletionsWorthCompacting = 0.25;

    // One cache bounds the memory of blocks and filters together. Bodies in files of their own are not among them: whoever reads many would push out all
    // of it, and what is read often is kept as a row.
    private readonly nint _cache = RocksDbNative.CreateCache(CacheBytes);

    public DatabaseOptions()
    {
        Shared = CreateShared();
        Records = CreateFamily(RecordBufferBytes);
        RocksDbNative.SetCompression(Records, Lz4);
        Bodies = CreateFamily(BodyBufferBytes);
        KeepValuesInFiles(Bodies);
    }

    public nint Shared { get; }

    public nint Records { get; }

    public nint Bodies { get; }

    public void Destroy()
    {
        RocksDbNative.DestroyOptions(Shared);
        RocksDbNative.DestroyOptions(Records);
        RocksDbNative.DestroyOptions(Bodies);
        RocksDbNative.DestroyCache(_cache);
    }

    private static nint CreateShared()
    {
        var options = RocksDbNative.CreateOptions();
        RocksDbNative.SetCreateIfMissing(options, 1);
        RocksDbNative.SetCreateMissingColumnFamilies(options, 1);
        RocksDbNative.SetWalRecoveryMode(options, PointInTimeRecovery);
        RocksDbNative.SetTrackAndVerifyWalsInManifest(options, 1);
        // Nothing is in the default family, but the largest buffer of all sets how much logs reserve and hold.
        RocksDbNative.SetWriteBufferSize(options, RecordBufferBytes);
        // Opening a full disk must not need room, so that it can be read and emptied.
        RocksDbNative.SetAvoidFlushDuringRecovery(options, 1);
        RocksDbNative.SetMaxTotalWalSize(options, MaxWalBytes);
        // What a file reserves ahead would be missing on a disk that is nearly full, and cannot be told from what it holds.
        RocksDbNative.SetAllowPreallocation(options, 0);
        RocksDbNative.SetMaxOpenFiles(options, 512);
        RocksDbNative.SetMaxBackgroundJobs(options, 2);
        // A failed write is never retried behind our back: the store turns read-only instead.
        RocksDbNative.SetMaxBackgroundErrorResumeCount(options, 0);
        // Flushes and compactions reach the disk as they go, so that they do not pile up before a commit's sync.
        RocksDbNative.SetBytesPerSync(options, 1 << 20);
        RocksDbNative.SetInfoLogLevel(options, WarningsOnly);
        RocksDbNative.SetMaxLogFileSize(options, 1 << 20);
        RocksDbNative.SetKeepLogFileCount(options, 2);
        RocksDbNative.SetStatsDumpPeriodSeconds(options, 0);
        return options;
    }

    private nint CreateFamily(nuint bufferBytes)
    {
        var options = RocksDbNative.CreateOptions();
        RocksDbNative.SetWriteBufferSize(options, bufferBytes);
        RocksDbNative.SetCompression(options, 0);
        var table = RocksDbNative.CreateTableOptions();
        RocksDbNative.SetBlockCache(table, _cache);
        RocksDbNative.SetBlockSize(table, BlockBytes);
        RocksDbNative.SetCacheIndexAndFilterBlocks(table, 1);
        RocksDbNative.SetFilterPolicy(table, RocksDbNative.CreateBloomFilter(BloomBitsPerKey));
        // In one piece the filter of a large file does not fit into its shard of the cache, and is then read anew for every look-up.
        RocksDbNative.SetIndexType(table, IndexOfIndexes);
        RocksDbNative.SetPartitionFilters(table, 1);
        RocksDbNative.SetMetadataBlockSize(table, BlockBytes);
        RocksDbNative.SetBlockBasedTableFactory(options, table);
        RocksDbNative.DestroyTableOptions(table);
        return options;
    }

    private static void KeepValuesInFiles(nint options)
    {
        RocksDbNative.SetEnableBlobFiles(options, 1);
        RocksDbNative.SetMinBlobSize(options, MinBodyInFileBytes);
        RocksDbNative.SetBlobFileSize(options, BodyFileBytes);
        RocksDbNative.SetEnableBlobGarbageCollection(options, 1);
        RocksDbNative.SetBlobGarbageForceThreshold(options, 0.5);
        // A file of deletions is merged at once, as each of its small rows may release a body.
        RocksDbNative.CompactFilesOfDeletions(options, 0, 0, DeletionsWorthCompacting);
    }
}
