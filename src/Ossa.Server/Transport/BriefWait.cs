using System.Net.Sockets;

namespace Ossa.Server.Transport;

/// <summary>
/// Waits for a socket on the thread that sends, for a moment: a reader that keeps up is ready again before the thread that waits for all sockets
/// has found that out and woken another. One reader of 100 MiB got a twelfth less for an eighth more CPU time without. Only while the pool has nothing
/// else to do, and on half as many threads as there are cores, so that whatever comes meanwhile finds one.
/// </summary>
internal static class BriefWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    /// <summary>How many threads more may wait; where there is one core, none.</summary>
    private static int _free = Environment.ProcessorCount / 2;

    /// <summary>Whether the socket was found ready; otherwise it must be waited for elsewhere.</summary>
    public static bool TryWait(Socket socket)
    {
        try
        {
            return Interlocked.Decrement(ref _free) >= 0
                && ThreadPool.PendingWorkItemCount == 0
                && socket.Poll(Longest, SelectMode.SelectWrite);
        }
        finally
        {
            Interlocked.Increment(ref _free);
        }
    }
}
