using System.Runtime.CompilerServices;

namespace Ossa.Storage.Local;

/// <summary>
/// Threads of the pool, which may wait for the disk. Others are let go before that: they may be those that wait for the sockets of a server.
/// </summary>
internal static class PoolThread
{
    /// <summary>Whether the running code is on one.</summary>
    public static bool IsCurrent => Thread.CurrentThread.IsThreadPoolThread;

    /// <summary>
    /// Goes on on one. It is no method that waits itself: that might have ended on the pool before it is awaited, and whoever awaits what has ended stays
    /// where he is.
    /// </summary>
    public static ConfiguredTaskAwaitable EnterAsync() =>
        Task.CompletedTask.ConfigureAwait(IsCurrent ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ForceYielding);
}
