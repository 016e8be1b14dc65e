using Ossa.Protocol.Errors;

namespace Ossa.Server.Throttling;

/// <summary>Bounds the uploads at one time.</summary>
/// <param name="most">The most, or null for no bound.</param>
/// <param name="metrics">Where refusals are counted.</param>
internal sealed class UploadLimit(int? most, LimitMetrics metrics)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private int _running;

    /// <summary>Counts an upload; it ends with what this returns.</summary>
    /// <exception cref="OssException">There are too many.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _running) > most)
        {
            Interlocked.Decrement(ref _running);
            metrics.Refused(LimitMetrics.Uploads);
            throw ThrottlingErrors.Refuse(OssErrors.ActiveRequestLimitExceeded, Wait);
        }

        return new Upload(this);
    }

    private sealed class Upload(UploadLimit limit) : IDisposable
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
