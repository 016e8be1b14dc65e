using Ossa.Protocol.Errors;

namespace Ossa.Server.Throttling;

/// <summary>
/// Bounds how much of one kind is under way at one time, in all and of one owner, so that no owner can take all there is.
/// </summary>
/// <param name="most">The most in all, or null for no bound.</param>
/// <param name="mostOfOne">The most of one owner, where there is a bound.</param>
/// <param name="kind">What it is, as one of the names of <see cref="LimitMetrics"/>.</param>
/// <param name="metrics">Where refusals are counted.</param>
internal sealed class ActiveLimit<TOwner>(int? most, int mostOfOne, string kind, LimitMetrics metrics)
    where TOwner : notnull
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private readonly Dictionary<TOwner, int> _running = [];
    private readonly Lock _lock = new();
    private int _all;

    /// <summary>Counts one more; it ends with what this returns.</summary>
    /// <exception cref="OssException">There are too many, in all or of this owner.</exception>
    public IDisposable? Enter(TOwner owner)
    {
        if (most is null)
        {
            return null;
        }

        lock (_lock)
        {
            var running = _running.GetValueOrDefault(owner);
            if (_all < most && running < mostOfOne)
            {
                _all++;
                _running[owner] = running + 1;
                return new Active(this, owner);
            }
        }

        metrics.Refused(kind);
        throw ThrottlingErrors.Refuse(OssErrors.ActiveRequestLimitExceeded, Wait);
    }

    private void Leave(TOwner owner)
    {
        lock (_lock)
        {
            _all--;
            var running = _running[owner] - 1;
            if (running == 0)
            {
                _running.Remove(owner);
            }
            else
            {
                _running[owner] = running;
            }
        }
    }

    private sealed class Active(ActiveLimit<TOwner> limit, TOwner owner) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                limit.Leave(owner);
            }
        }
    }
}
