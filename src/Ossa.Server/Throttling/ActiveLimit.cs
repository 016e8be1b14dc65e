using Ossa.Protocol.Errors;

namespace Ossa.Server.Throttling;

/// <summary>Bounds how much of one kind is under way at one time.</summary>
/// <param name="most">The most, or null for no bound.</param>
/// <param name="kind">What it is, as one of the names of <see cref="LimitMetrics"/>.</param>
/// <param name="metrics">Where refusals are counted.</param>
internal sealed class ActiveLimit(int? most, string kind, LimitMetrics metrics)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private int _running;

    /// <summary>Counts one more; it ends with what this returns.</summary>
    /// <exception cref="OssException">There are too many.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _running) > most)
        {
            Interlocked.Decrement(ref _running);
            metrics.Refused(kind);
            throw ThrottlingErrors.Refuse(OssErrors.ActiveRequestLimitExceeded, Wait);
        }

        return new Active(this);
    }

    private sealed class Active(ActiveLimit limit) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                Interlocked.Decrement(ref limit._running);
            }
        }
    }
}
