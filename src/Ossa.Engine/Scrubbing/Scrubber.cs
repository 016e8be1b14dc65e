using Ossa.Engine.Checking;
using Ossa.Engine.Pacing;
using Ossa.Engine.Records;
using Ossa.Storage;

namespace Ossa.Engine.Scrubbing;

/// <summary>
/// Reads all that is stored, again and again and slowly, so that damage is seen while there is a backup still. It repairs nothing. What
/// counters say and what nothing names is left to the full check.
/// </summary>
public sealed class Scrubber
{
    /// <summary>A server that has just started has other things to do, and one that lives shortly is not worth a scrub.</summary>
    public static readonly TimeSpan StartDelay = TimeSpan.FromMinutes(5);

    /// <summary>The longest sleep before the clock is looked at again: timers have a longest time, and clocks are set.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly IMetadataStore _metadata;
    private readonly StoreCheck _check;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly ScrubCount _count = new();
    private readonly long _openedAt;
    private volatile ScrubSummary? _last;
    private volatile bool _isRunning;

    internal Scrubber(IMetadataStore metadata, StoreCheck check, EngineOptions options, TimeProvider time)
    {
        _metadata = metadata;
        _check = check;
        _options = options;
        _time = time;
        _openedAt = time.GetTimestamp();
    }

    /// <summary>Whether a scrub is under way.</summary>
    public bool IsRunning => _isRunning;

    /// <summary>The last scrub that came to its end, perhaps before the store was opened; null before the first.</summary>
    public ScrubSummary? Last => _last;

    /// <summary>What scrubs have done since the store was opened.</summary>
    public ScrubTotal Total => _count.Total;

    /// <summary>Scrubs whenever it is time to, until cancelled. After a failure it may be called again.</summary>
    public async Task RunAsync(IScrubReport report, CancellationToken cancellationToken)
    {
        while (true)
        {
            for (var left = TimeLeft(); left > TimeSpan.Zero; left = TimeLeft())
            {
                await Task.Delay(left < LongestSleep ? left : LongestSleep, _time, cancellationToken);
            }

            await ScrubAsync(report, cancellationToken);
        }
    }

    /// <summary>Scrubs the whole store once, from now on.</summary>
    public async Task ScrubAsync(IScrubReport report, CancellationToken cancellationToken)
    {
        try
        {
            var summary = await ReadAllAsync(report, cancellationToken);
            // Where this cannot be noted, the next scrub has its time nevertheless.
            _last = summary;
            report.Ended(summary);
            var note = new WriteBatch().Put(RowFamily.Record, RowKeys.LastScrub, ScrubCodec.Encode(summary));
            await _metadata.ApplyAsync(RowKeys.Control, note, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            _count.CountFailure();
            throw;
        }
    }

    /// <summary>Reads when the last scrub was. A note that cannot be read is none; the next scrub names it as damaged.</summary>
    internal async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        var row = await _metadata.GetAsync(RowKeys.Control, RowFamily.Record, RowKeys.LastScrub, cancellationToken);
        _last = row is null ? null : Readable.TryDecode(() => ScrubCodec.Decode(row), out _);
    }

    private async ValueTask<ScrubSummary> ReadAllAsync(IScrubReport report, CancellationToken cancellationToken)
    {
        var startedAt = _time.GetUtcNow();
        var pace = new Pace(_options.ScrubBytesPerSecond, _time);
        var options = new CheckOptions
        {
            RecordsOnly = true,
            Progress = _count.Begin(),
            Pace = pace.WaitAsync,
        };
        _isRunning = true;
        try
        {
            var figures = await _check.RunAsync(
                options,
                (finding, _) =>
                {
                    report.Found(finding);
                    return ValueTask.CompletedTask;
                },
                cancellationToken
            );
            return new ScrubSummary(startedAt, _time.GetUtcNow(), figures.Records, figures.Bytes, figures.Findings);
        }
        finally
        {
            _isRunning = false;
        }
    }

    /// <summary>How long the next scrub must wait; zero or less when it is time for it.</summary>
    private TimeSpan TimeLeft()
    {
        if (_options.ScrubInterval is not { } interval)
        {
            return TimeSpan.MaxValue;
        }

        var delay = StartDelay - _time.GetElapsedTime(_openedAt);
        var passed = _last is null ? interval : _time.GetUtcNow() - _last.StartedAt;
        // A start in the future was told by a clock that was wrong.
        var left = passed < TimeSpan.Zero ? TimeSpan.Zero : interval - passed;
        return left > delay ? left : delay;
    }
}
