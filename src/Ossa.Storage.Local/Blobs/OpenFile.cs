using Microsoft.Win32.SafeHandles;

namespace Ossa.Storage.Local.Blobs;

/// <summary>
/// A file that several read at one time, closed by the last of them who leaves: where that may be held up, for a file whose name is gone gives its space up then, which
/// may take long. Whoever makes it is the first.
/// </summary>
/// <param name="handle">The file.</param>
/// <param name="known">What is known of it. Only that of this very file, as another one may have its name by now.</param>
internal sealed class OpenFile(SafeFileHandle handle, VerifiedFile known)
{
    private int _users = 1;

    public SafeFileHandle Handle => handle;

    public VerifiedFile Known => known;

    /// <summary>To be called only while somebody has not left.</summary>
    public OpenFile Join()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) > 0)
        {
            return;
        }

        if (BlockingThread.IsCurrent)
        {
            handle.Dispose();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static file => file.Dispose(), handle, preferLocal: false);
        }
    }
}
