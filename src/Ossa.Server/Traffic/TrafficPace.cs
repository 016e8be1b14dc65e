namespace Ossa.Server.Traffic;

/// <summary>
/// Holds one transfer to a rate: each run of bytes is paid for with time. What a slow other end leaves unused is saved up to
/// <see cref="Burst"/> and no further.
/// </summary>
internal sealed class TrafficPace(int bitsPerSecond, TimeProvider time)
{
    /// <summary>How much time may be saved up, and how much a run of <see cref="RunBytes"/> costs.</summary>
    public static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(250);

    private readonly long _started = time.GetTimestamp();

    // When the bytes so far will have been paid for, counted from the start.
    private TimeSpan _paidUntil = -Burst;

    /// <summary>How many bytes go at once, so that the rate is even over times that one notices.</summary>
    public int RunBytes { get; } = (int)(bitsPerSecond / 8 * Burst.TotalSeconds);

    /// <summary>Waits until so many bytes more may pass.</summary>
    public async ValueTask PayAsync(int bytes, CancellationToken cancellationToken)
    {
        var elapsed = time.GetElapsedTime(_started);
        var saved = elapsed - Burst;
        _paidUntil = (saved > _paidUntil ? saved : _paidUntil) + TimeSpan.FromSeconds(bytes * 8.0 / bitsPerSecond);
        if (_paidUntil > elapsed)
        {
            await Task.Delay(_paidUntil - elapsed, time, cancellationToken);
        }
    }
}
