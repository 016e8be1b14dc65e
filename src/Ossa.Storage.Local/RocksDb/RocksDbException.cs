using System.Runtime.InteropServices;
using Ossa.Storage.Local.RocksDb.Native;

namespace Ossa.Storage.Local.RocksDb;

/// <summary>What RocksDB says when a call fails.</summary>
internal sealed class RocksDbException(string message) : IOException(message)
{
    /// <summary>Throws for an error string that a native call returned, and releases it.</summary>
    public static void ThrowIfError(nint error)
    {
        if (error == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8(error) ?? "unknown error";
        RocksDbNative.Free(error);
        throw new RocksDbException(message);
    }
}
