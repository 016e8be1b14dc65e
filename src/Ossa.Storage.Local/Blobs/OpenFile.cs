using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.Blobs;

/// <summary>A file that several read at one time, closed by the last of them who leaves. Whoever makes it is the first.</summary>
internal sealed class OpenFile(SafeFileHandle handle)
{
    private int _users = 1;

    public SafeFileHandle Handle => handle;

    /// <summary>To be called only while somebody has not left.</summary>
    public OpenFile Join()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            handle.Dispose();
        }
    }
}
