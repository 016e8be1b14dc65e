using System.Diagnostics;
using System.Globalization;

namespace Ossa.Conformance.Soak;

/// <summary>How long requests took.</summary>
internal sealed class Latencies
{
    private readonly List<TimeSpan> _all = [];
    private readonly Lock _lock = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Runs something and notes how long it took, unless it failed.</summary>
    public async Task MeasureAsync(Func<Task> request)
    {
        var started = Stopwatch.GetTimestamp();
        await request();
        var took = Stopwatch.GetElapsedTime(started);
        lock (_lock)
        {
            _all.Add(took);
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            _all.Sort();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{_all.Count} reads, p50 {Share(0.5):0.0} ms, p99 {Share(0.99):0.0} ms, longest {Share(1):0.0} ms"
            );
        }
    }

    private double Share(double share) =>
        _all.Count == 0 ? 0 : _all[(int)Math.Ceiling(share * _all.Count) - 1].TotalMilliseconds;
}
