using Ossa.Storage.Local.RocksDb.Native;

namespace Ossa.Storage.Local.RocksDb;

/// <summary>Changes on their way into the database, all or nothing.</summary>
internal sealed unsafe class NativeBatch(Database database) : IDisposable
{
    private readonly nint _batch = RocksDbNative.CreateBatch();

    public bool IsEmpty { get; private set; } = true;

    /// <summary>How many bytes go to the log, beside its headers.</summary>
    public long SizeBytes
    {
        get
        {
            RocksDbNative.BatchData(_batch, out var length);
            return (long)length;
        }
    }

    public void Put(RowFamily family, byte[] key, byte[] value)
    {
        fixed (byte* keyStart = key)
        fixed (byte* valueStart = value)
        {
            RocksDbNative.BatchPut(
                _batch,
                database.Family(family),
                keyStart,
                (nuint)key.Length,
                valueStart,
                (nuint)value.Length
            );
        }

        IsEmpty = false;
    }

    public void Delete(RowFamily family, byte[] key)
    {
        fixed (byte* keyStart = key)
        {
            RocksDbNative.BatchDelete(_batch, database.Family(family), keyStart, (nuint)key.Length);
        }

        IsEmpty = false;
    }

    public void Write() => database.Write(_batch);

    public void Clear()
    {
        RocksDbNative.ClearBatch(_batch);
        IsEmpty = true;
    }

    public void Dispose() => RocksDbNative.DestroyBatch(_batch);
}
