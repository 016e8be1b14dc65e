using System.Runtime.CompilerServices;

namespace Ossa.Storage;

/// <summary>
/// Threads that may be held up, by the disk or by long work: those of the pool, and one of another kind while its owner lends it. All others are let go before that: they may be those that
/// wait for the sockets of a server.
/// </summary>
public static class BlockingThread
{
    [ThreadStatic]
    private static Func<bool, bool>? _lend;

    [ThreadStatic]
    private static bool _isLent;

    /// <summary>Whether the running code is on one.</summary>
    public static bool IsCurrent => _isLent || Thread.CurrentThread.IsThreadPoolThread;

    /// <summary>Whether the running code may be held up where it is: it is on one of the pool, or its thread is lent for that, or still is.</summary>
    public static bool TryStay()
    {
        if (Thread.CurrentThread.IsThreadPoolThread)
        {
            return true;
        }

        var mayStay = _lend is { } lend && lend(_isLent);
        _isLent |= mayStay;
        return mayStay;
    }

    /// <summary>
    /// Goes on on one: where it is if that may be, or else on the pool. It is no method that waits itself: that might have ended on the pool before it is awaited, and whoever awaits
    /// what has ended stays where he is.
    /// </summary>
    public static ConfiguredTaskAwaitable EnterAsync() =>
        Task.CompletedTask.ConfigureAwait(TryStay() ? ConfigureAwaitOptions.None : ConfigureAwaitOptions.ForceYielding);

    /// <summary>The calling thread may be lent from now on.</summary>
    /// <param name="lend">Is asked on this thread whether it may be held up now, and sees to it that another one stands in for it if so; told whether it is lent already.</param>
    public static void Offer(Func<bool, bool> lend) => _lend = lend;

    /// <summary>The calling thread's owner has it back; true where it was lent.</summary>
    public static bool TakeBack()
    {
        var wasLent = _isLent;
        _isLent = false;
        return wasLent;
    }
}
