using System.Globalization;
using Ossa.Storage.Local.FileSystem;
using Ossa.Storage.Local.RocksDb.Native;

namespace Ossa.Storage.Local.RocksDb;

/// <summary>An open RocksDB database with one column family for each row family.</summary>
internal sealed unsafe class Database : IDisposable
{
    private static readonly string[] FamilyNames = ["default", "records", "bodies"];

    /// <summary>
    /// What RocksDB says when options are in force but the file it notes them in has no room. Nothing reads that file: options are set
    /// at every opening.
    /// </summary>
    private const string OnlyNotWrittenDown = "IO error: Unable to persist options";

    // By itself RocksDB reads ahead only after some blocks, and each block by a call. A page of 1,000 keys out of ten million takes a seventh less so;
    // 16 and 64 KiB were worth half of that, and 128 KiB nothing.
    private const int ManyRows = 256;
    private const nuint ReadAheadBytes = 32 << 10;

    private readonly string _directory;
    private readonly DatabaseHandle _handle;
    private readonly nint _readOptions = RocksDbNative.CreateReadOptions();
    private readonly nint _syncedWrite = RocksDbNative.CreateWriteOptions();
    private readonly nint[] _families;

    private Database(string directory, nint database, nint[] families, DatabaseOptions options)
    {
        _directory = directory;
        _families = families;
        RocksDbNative.SetSync(_syncedWrite, 1);
        _handle = new DatabaseHandle(
            database,
            families,
            () =>
            {
                RocksDbNative.DestroyReadOptions(_readOptions);
                RocksDbNative.DestroyWriteOptions(_syncedWrite);
                options.Destroy();
            }
        );
    }

    /// <exception cref="RocksDbException">The database is damaged or cannot be opened.</exception>
    public static Database Open(string directory, IDiskSync sync)
    {
        CheckLogs(directory);
        SyncLogs(directory, sync);
        var options = new DatabaseOptions();
        var families = new nint[FamilyNames.Length];
        nint[] familyOptions = [options.Shared, options.Records, options.Bodies];
        var database = RocksDbNative.Open(
            options.Shared,
            directory,
            families.Length,
            FamilyNames,
            familyOptions,
            families,
            out var error
        );
        if (error != 0)
        {
            options.Destroy();
        }

        RocksDbException.ThrowIfError(error);
        return new Database(directory, database, families, options);
    }

    /// <summary>How much is in memory and in the log only; it will need this room on the disk once more.</summary>
    public long UnflushedBytes()
    {
        var bytes = 0L;
        foreach (var family in _families)
        {
            bytes += Property(family, "rocksdb.cur-size-all-mem-tables");
        }

        return bytes;
    }

    /// <summary>
    /// The failure of a flush or a merge, or null. RocksDB then stops both, though it may go on accepting writes; deleted rows would hold
    /// their room for good.
    /// </summary>
    public RocksDbException? FindFailure() =>
        // RocksDB counts the failures of all families at the default one.
        Property(_families[0], "rocksdb.background-errors") == 0
            ? null
            : new RocksDbException("RocksDB could not bring rows to files; rows/LOG says more.");

    /// <summary>How large all files of rows are, those of bodies among them.</summary>
    public long FileBytes()
    {
        var bytes = BodyFileBytes();
        foreach (var family in _families)
        {
            bytes += Property(family, "rocksdb.live-sst-files-size");
        }

        return bytes;
    }

    /// <summary>How many files hold bodies.</summary>
    public long BodyFiles() => Property(Family(RowFamily.Body), "rocksdb.num-blob-files");

    /// <summary>How large the files of bodies are.</summary>
    public long BodyFileBytes() => Property(Family(RowFamily.Body), "rocksdb.live-blob-file-size");

    /// <summary>How much of the files of bodies is deleted.</summary>
    public long BodyGarbageBytes() => Property(Family(RowFamily.Body), "rocksdb.live-blob-file-garbage-size");

    /// <summary>How large the logs are.</summary>
    public long LogBytes() => new DirectoryInfo(_directory).EnumerateFiles("*.log").Sum(log => log.Length);

    /// <summary>Brings to files what is in memory and in the log only, which releases the log.</summary>
    public void Flush()
    {
        var options = RocksDbNative.CreateFlushOptions();
        try
        {
            foreach (var family in _families)
            {
                RocksDbNative.Flush(_handle, options, family, out var error);
                RocksDbException.ThrowIfError(error);
            }
        }
        finally
        {
            RocksDbNative.DestroyFlushOptions(options);
        }
    }

    /// <summary>
    /// Makes a new directory with the database as it is at one moment: links to its files, and a copy of the log, so that nothing is
    /// flushed. A flush that finds no room would end all writing.
    /// </summary>
    public void Checkpoint(string directory)
    {
        var held = false;
        _handle.DangerousAddRef(ref held);
        try
        {
            var checkpoint = RocksDbNative.CreateCheckpointObject(_handle, out var error);
            RocksDbException.ThrowIfError(error);
            RocksDbNative.CreateCheckpoint(checkpoint, directory, ulong.MaxValue, out error);
            RocksDbNative.DestroyCheckpointObject(checkpoint);
            RocksDbException.ThrowIfError(error);
        }
        finally
        {
            _handle.DangerousRelease();
        }
    }

    /// <summary>Sets which bodies are moved together out of files that hold deleted ones.</summary>
    /// <param name="oldestShare">The share of the files, from the oldest on, that a merge moves bodies out of.</param>
    /// <param name="garbageShare">The share of deleted bodies in the oldest file from which it is worth a merge of its own.</param>
    public void CollectBodies(double oldestShare, double garbageShare)
    {
        string[] names = ["blob_garbage_collection_age_cutoff", "blob_garbage_collection_force_threshold"];
        string[] values =
        [
            oldestShare.ToString("F9", CultureInfo.InvariantCulture),
            garbageShare.ToString("F9", CultureInfo.InvariantCulture),
        ];
        RocksDbNative.ChangeOptions(_handle, Family(RowFamily.Body), names.Length, names, values, out var error);
        RocksDbException.ThrowIfError(error, unlessItBegins: OnlyNotWrittenDown);
    }

    /// <summary>The native handle of a row family.</summary>
    public nint Family(RowFamily family) => _families[family == RowFamily.Record ? 1 : 2];

    public byte[]? Get(RowFamily family, ReadOnlySpan<byte> key)
    {
        nint slice,
            error;
        fixed (byte* start = key)
        {
            slice = RocksDbNative.GetPinned(_handle, _readOptions, Family(family), start, (nuint)key.Length, out error);
        }

        RocksDbException.ThrowIfError(error);
        if (slice == 0)
        {
            return null;
        }

        var value = RocksDbNative.PinnedValue(slice, out var length);
        var copy = GC.AllocateUninitializedArray<byte>(checked((int)length));
        new ReadOnlySpan<byte>(value, copy.Length).CopyTo(copy);
        RocksDbNative.DestroyPinned(slice);
        return copy;
    }

    /// <summary>Rows from one key (inclusive) to another (exclusive), with so many bytes cut off the front of their keys.</summary>
    public List<Row> Scan(RowFamily family, byte[] from, byte[] to, int limit, int cut)
    {
        var held = false;
        _handle.DangerousAddRef(ref held);
        try
        {
            var options = RocksDbNative.CreateReadOptions();
            if (limit >= ManyRows)
            {
                RocksDbNative.SetReadAhead(options, ReadAheadBytes);
            }

            // The iterator keeps the address of its bound, so the array stays pinned until the iterator is gone.
            fixed (byte* end = to)
            {
                RocksDbNative.SetUpperBound(options, end, (nuint)to.Length);
                var iterator = RocksDbNative.CreateIterator(_handle, options, Family(family));
                try
                {
                    return Collect(iterator, from, limit, cut);
                }
                finally
                {
                    RocksDbNative.DestroyIterator(iterator);
                    RocksDbNative.DestroyReadOptions(options);
                }
            }
        }
        finally
        {
            _handle.DangerousRelease();
        }
    }

    /// <summary>Writes a batch and returns once it is on the disk.</summary>
    public void Write(nint batch)
    {
        RocksDbNative.Write(_handle, _syncedWrite, batch, out var error);
        RocksDbException.ThrowIfError(error);
    }

    public void Dispose() => _handle.Dispose();

    private long Property(nint family, string name)
    {
        if (RocksDbNative.GetProperty(_handle, family, name, out var value) != 0)
        {
            throw new RocksDbException($"RocksDB does not tell {name}.");
        }

        return (long)value;
    }

    private static void CheckLogs(string directory)
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*.log"))
        {
            using var log = File.OpenRead(path);
            if (WriteAheadLog.FindDamage(log) is { } position)
            {
                throw new RocksDbException($"The log {path} is damaged at byte {position}, before its end.");
            }
        }
    }

    /// <summary>
    /// A process that was killed may have left writes in a log that are not on the disk. They count from now on, and what is built on
    /// them goes to another log: were they lost with the power later, that one would not fit any more.
    /// </summary>
    private static void SyncLogs(string directory, IDiskSync sync)
    {
        var logs = Directory.GetFiles(directory, "*.log");
        foreach (var path in logs)
        {
            using var log = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            sync.SyncFile(log);
        }

        if (logs.Length > 0)
        {
            sync.SyncDirectory(directory);
        }
    }

    private static List<Row> Collect(nint iterator, byte[] from, int limit, int cut)
    {
        var rows = new List<Row>();
        fixed (byte* start = from)
        {
            RocksDbNative.Seek(iterator, start, (nuint)from.Length);
        }

        while (rows.Count < limit && RocksDbNative.IsValid(iterator) != 0)
        {
            var key = RocksDbNative.IteratorKey(iterator, out var keyLength);
            var value = RocksDbNative.IteratorValue(iterator, out var valueLength);
            rows.Add(
                new Row(
                    new ReadOnlySpan<byte>(key, checked((int)keyLength))[cut..].ToArray(),
                    new ReadOnlySpan<byte>(value, checked((int)valueLength)).ToArray()
                )
            );
            RocksDbNative.MoveNext(iterator);
        }
        RocksDbNative.IteratorError(iterator, out var error);
        RocksDbException.ThrowIfError(error);
        return rows;
    }
}
