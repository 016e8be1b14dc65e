namespace Ossa.Storage.Local;

/// <summary>
/// Threads of the pool, which may wait for the disk. Others are let go before that: they may be those that wait for the sockets of a server.
/// </summary>
internal static class PoolThread
{
    /// <summary>Whether the running code is on one.</summary>
    public static bool IsCurrent => Thread.CurrentThread.IsThreadPoolThread;

    /// <summary>Goes on on one.</summary>
    public static async ValueTask EnterAsync()
    {
        if (!IsCurrent)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }
    }
}
