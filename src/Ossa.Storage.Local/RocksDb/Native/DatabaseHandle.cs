using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.RocksDb.Native;

/// <summary>
/// An open database. Every native call holds it, so that closing waits for the calls that still run instead of
/// pulling the memory from under them.
/// </summary>
internal sealed class DatabaseHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly nint[] _families;
    private readonly Action _afterClose;

    public DatabaseHandle(nint database, nint[] families, Action afterClose)
        : base(ownsHandle: true)
    {
        _families = families;
        _afterClose = afterClose;
        SetHandle(database);
    }

    protected override bool ReleaseHandle()
    {
        RocksDbNative.CancelAllBackgroundWork(handle, wait: 1);
        foreach (var family in _families)
        {
            RocksDbNative.DestroyFamily(family);
        }

        RocksDbNative.Close(handle);
        _afterClose();
        return true;
    }
}
