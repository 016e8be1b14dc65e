using System.Runtime.InteropServices;

namespace Ossa.Storage.Local.RocksDb.Native;

/// <summary>
/// The part of RocksDB's C interface that Ossa uses. Sizes are <c>size_t</c>, truth values are bytes, and an error comes back as a
/// string in <c>error</c> that <see cref="Free"/> releases.
/// </summary>
internal static unsafe partial class RocksDbNative
{
    private const string Library = "rocksdb";

    // Options of the database and of a column family (one type serves both).

    [LibraryImport(Library, EntryPoint = "rocksdb_options_create")]
    public static partial nint CreateOptions();

    [LibraryImport(Library, EntryPoint = "rocksdb_options_destroy")]
    public static partial void DestroyOptions(nint options);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_create_if_missing")]
    public static partial void SetCreateIfMissing(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_create_missing_column_families")]
    public static partial void SetCreateMissingColumnFamilies(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_wal_recovery_mode")]
    public static partial void SetWalRecoveryMode(nint options, int mode);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_track_and_verify_wals_in_manifest")]
    public static partial void SetTrackAndVerifyWalsInManifest(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_avoid_flush_during_recovery")]
    public static partial void SetAvoidFlushDuringRecovery(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_max_total_wal_size")]
    public static partial void SetMaxTotalWalSize(nint options, ulong bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_max_open_files")]
    public static partial void SetMaxOpenFiles(nint options, int count);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_max_background_jobs")]
    public static partial void SetMaxBackgroundJobs(nint options, int count);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_max_bgerror_resume_count")]
    public static partial void SetMaxBackgroundErrorResumeCount(nint options, int count);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_bytes_per_sync")]
    public static partial void SetBytesPerSync(nint options, ulong bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_allow_fallocate")]
    public static partial void SetAllowPreallocation(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_info_log_level")]
    public static partial void SetInfoLogLevel(nint options, int level);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_max_log_file_size")]
    public static partial void SetMaxLogFileSize(nint options, nuint bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_keep_log_file_num")]
    public static partial void SetKeepLogFileCount(nint options, nuint count);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_stats_dump_period_sec")]
    public static partial void SetStatsDumpPeriodSeconds(nint options, uint seconds);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_write_buffer_size")]
    public static partial void SetWriteBufferSize(nint options, nuint bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_compression")]
    public static partial void SetCompression(nint options, int type);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_enable_blob_files")]
    public static partial void SetEnableBlobFiles(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_min_blob_size")]
    public static partial void SetMinBlobSize(nint options, ulong bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_blob_file_size")]
    public static partial void SetBlobFileSize(nint options, ulong bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_enable_blob_gc")]
    public static partial void SetEnableBlobGarbageCollection(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_blob_gc_force_threshold")]
    public static partial void SetBlobGarbageForceThreshold(nint options, double share);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_add_compact_on_deletion_collector_factory_del_ratio")]
    public static partial void CompactFilesOfDeletions(nint options, nuint window, nuint deletions, double share);

    [LibraryImport(Library, EntryPoint = "rocksdb_options_set_block_based_table_factory")]
    public static partial void SetBlockBasedTableFactory(nint options, nint tableOptions);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_create")]
    public static partial nint CreateTableOptions();

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_destroy")]
    public static partial void DestroyTableOptions(nint tableOptions);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_block_cache")]
    public static partial void SetBlockCache(nint tableOptions, nint cache);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_block_size")]
    public static partial void SetBlockSize(nint tableOptions, nuint bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_cache_index_and_filter_blocks")]
    public static partial void SetCacheIndexAndFilterBlocks(nint tableOptions, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_index_type")]
    public static partial void SetIndexType(nint tableOptions, int type);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_partition_filters")]
    public static partial void SetPartitionFilters(nint tableOptions, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_metadata_block_size")]
    public static partial void SetMetadataBlockSize(nint tableOptions, ulong bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_block_based_options_set_filter_policy")]
    public static partial void SetFilterPolicy(nint tableOptions, nint policy);

    [LibraryImport(Library, EntryPoint = "rocksdb_filterpolicy_create_bloom_full")]
    public static partial nint CreateBloomFilter(double bitsPerKey);

    [LibraryImport(Library, EntryPoint = "rocksdb_cache_create_lru")]
    public static partial nint CreateCache(nuint capacityBytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_cache_destroy")]
    public static partial void DestroyCache(nint cache);

    // The database.

    [LibraryImport(Library, EntryPoint = "rocksdb_open_column_families", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint Open(
        nint options,
        string path,
        int families,
        [In] string[] names,
        [In] nint[] familyOptions,
        [Out] nint[] handles,
        out nint error
    );

    [LibraryImport(Library, EntryPoint = "rocksdb_column_family_handle_destroy")]
    public static partial void DestroyFamily(nint family);

    [LibraryImport(Library, EntryPoint = "rocksdb_cancel_all_background_work")]
    public static partial void CancelAllBackgroundWork(nint database, byte wait);

    [LibraryImport(Library, EntryPoint = "rocksdb_close")]
    public static partial void Close(nint database);

    [LibraryImport(Library, EntryPoint = "rocksdb_property_int_cf", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int GetProperty(DatabaseHandle database, nint family, string name, out ulong value);

    [LibraryImport(Library, EntryPoint = "rocksdb_set_options_cf", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void ChangeOptions(
        DatabaseHandle database,
        nint family,
        int count,
        [In] string[] names,
        [In] string[] values,
        out nint error
    );

    [LibraryImport(Library, EntryPoint = "rocksdb_flushoptions_create")]
    public static partial nint CreateFlushOptions();

    [LibraryImport(Library, EntryPoint = "rocksdb_flushoptions_destroy")]
    public static partial void DestroyFlushOptions(nint options);

    [LibraryImport(Library, EntryPoint = "rocksdb_flush_cf")]
    public static partial void Flush(DatabaseHandle database, nint options, nint family, out nint error);

    [LibraryImport(Library, EntryPoint = "rocksdb_free")]
    public static partial void Free(nint memory);

    // Reading.

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_create")]
    public static partial nint CreateReadOptions();

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_destroy")]
    public static partial void DestroyReadOptions(nint options);

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_iterate_upper_bound")]
    public static partial void SetUpperBound(nint options, byte* key, nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_get_pinned_cf")]
    public static partial nint GetPinned(
        DatabaseHandle database,
        nint options,
        nint family,
        byte* key,
        nuint length,
        out nint error
    );

    [LibraryImport(Library, EntryPoint = "rocksdb_pinnableslice_value")]
    public static partial byte* PinnedValue(nint slice, out nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_pinnableslice_destroy")]
    public static partial void DestroyPinned(nint slice);

    [LibraryImport(Library, EntryPoint = "rocksdb_readoptions_set_readahead_size")]
    public static partial void SetReadAhead(nint options, nuint bytes);

    [LibraryImport(Library, EntryPoint = "rocksdb_create_iterator_cf")]
    public static partial nint CreateIterator(DatabaseHandle database, nint options, nint family);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_destroy")]
    public static partial void DestroyIterator(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_seek")]
    public static partial void Seek(nint iterator, byte* key, nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_valid")]
    public static partial byte IsValid(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_next")]
    public static partial void MoveNext(nint iterator);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_key")]
    public static partial byte* IteratorKey(nint iterator, out nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_value")]
    public static partial byte* IteratorValue(nint iterator, out nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_iter_get_error")]
    public static partial void IteratorError(nint iterator, out nint error);

    // Writing.

    [LibraryImport(Library, EntryPoint = "rocksdb_writeoptions_create")]
    public static partial nint CreateWriteOptions();

    [LibraryImport(Library, EntryPoint = "rocksdb_writeoptions_destroy")]
    public static partial void DestroyWriteOptions(nint options);

    [LibraryImport(Library, EntryPoint = "rocksdb_writeoptions_set_sync")]
    public static partial void SetSync(nint options, byte value);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_create")]
    public static partial nint CreateBatch();

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_destroy")]
    public static partial void DestroyBatch(nint batch);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_clear")]
    public static partial void ClearBatch(nint batch);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_data")]
    public static partial byte* BatchData(nint batch, out nuint length);

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_put_cf")]
    public static partial void BatchPut(
        nint batch,
        nint family,
        byte* key,
        nuint keyLength,
        byte* value,
        nuint valueLength
    );

    [LibraryImport(Library, EntryPoint = "rocksdb_writebatch_delete_cf")]
    public static partial void BatchDelete(nint batch, nint family, byte* key, nuint keyLength);

    [LibraryImport(Library, EntryPoint = "rocksdb_write")]
    public static partial void Write(DatabaseHandle database, nint options, nint batch, out nint error);

    // A copy of the database as it is at one moment.

    [LibraryImport(Library, EntryPoint = "rocksdb_checkpoint_object_create")]
    public static partial nint CreateCheckpointObject(DatabaseHandle database, out nint error);

    [LibraryImport(Library, EntryPoint = "rocksdb_checkpoint_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void CreateCheckpoint(
        nint checkpoint,
        string directory,
        ulong logBytesForFlush,
        out nint error
    );

    [LibraryImport(Library, EntryPoint = "rocksdb_checkpoint_object_destroy")]
    public static partial void DestroyCheckpointObject(nint checkpoint);
}
