using Ossa.Engine.Checking;

namespace Ossa.Engine.Scrubbing;

/// <summary>Adds up the figures of scrubs while they run. Anybody may ask at any time.</summary>
internal sealed class ScrubCount
{
    private long _objects;
    private long _bytes;
    private long _damaged;
    private long _failures;

    public ScrubTotal Total =>
        new(
            Interlocked.Read(ref _objects),
            Interlocked.Read(ref _bytes),
            Interlocked.Read(ref _damaged),
            Interlocked.Read(ref _failures)
        );

    public void CountFailure() => Interlocked.Increment(ref _failures);

    /// <summary>What a new scrub tells its figures to.</summary>
    public IProgress<CheckFigures> Begin() => new OneScrub(this);

    private sealed class OneScrub(ScrubCount count) : IProgress<CheckFigures>
    {
        private CheckFigures _seen;

        public void Report(CheckFigures value)
        {
            Interlocked.Add(ref count._objects, value.Records - _seen.Records);
            Interlocked.Add(ref count._bytes, value.Bytes - _seen.Bytes);
            Interlocked.Add(ref count._damaged, value.Findings - _seen.Findings);
            _seen = value;
        }
    }
}
