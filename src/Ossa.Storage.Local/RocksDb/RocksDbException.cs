using System.Runtime.InteropServices;
using Ossa.Storage.Local.RocksDb.Native;

namespace Ossa.Storage.Local.RocksDb;

/// <summary>What RocksDB says when a call fails.</summary>
internal sealed class RocksDbException(string message) : IOException(message)
{
    /// <summary>Throws for an error string that a native call returned, and releases it.</summary>
    /// <param name="error">The native string, or 0.</param>
    /// <param name="unlessItBegins">How the one message begins that is no failure to the caller.</param>
    public static void ThrowIfError(nint error, string? unlessItBegins = null)
    {
        if (error == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8(error) ?? "unknown error";
        RocksDbNative.Free(error);
        if (unlessItBegins is null || !message.StartsWith(unlessItBegins, StringComparison.Ordinal))
        {
            throw new RocksDbException(message);
        }
    }
}
