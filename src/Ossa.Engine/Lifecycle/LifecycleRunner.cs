using Ossa.Engine.Buckets;
using Ossa.Engine.Multipart;
using Ossa.Engine.Pacing;
using Ossa.Protocol.Errors;
using Ossa.Storage;

namespace Ossa.Engine.Lifecycle;

/// <summary>
/// Goes over the lifecycle rules of all buckets, now and then in the background, or whenever it is asked to. What a run did not come to, a later
/// one does: nothing of a run is kept.
/// </summary>
public sealed class LifecycleRunner
{
    /// <summary>A server that has just started has other things to do.</summary>
    public static readonly TimeSpan StartDelay = TimeSpan.FromMinutes(1);

    /// <summary>The longest sleep before the clock is looked at again: clocks are set.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    /// <summary>How much a run in the background judges in a second; actions count for several.</summary>
    private const long UnitsPerSecond = 20_000;

    private readonly IMetadataStore _metadata;
    private readonly BucketCatalog _buckets;
    private readonly LifecycleStore _rules;
    private readonly UploadListing _uploads;
    private readonly LifecycleActor _actor;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _openedAt;
    private LifecycleTotal _total;
    private DateTimeOffset? _lastStartedAt;

    internal LifecycleRunner(
        IMetadataStore metadata,
        BucketCatalog buckets,
        LifecycleStore rules,
        UploadListing uploads,
        LifecycleActor actor,
        EngineOptions options,
        TimeProvider time
    )
    {
        _metadata = metadata;
        _buckets = buckets;
        _rules = rules;
        _uploads = uploads;
        _actor = actor;
        _options = options;
        _time = time;
        _openedAt = time.GetUtcNow();
    }

    /// <summary>What runs have done since the store was opened, those in the background and the others.</summary>
    public LifecycleTotal Total
    {
        get
        {
            lock (_lock)
            {
                return _total;
            }
        }
    }

    /// <summary>Goes over all rules whenever it is time to, until cancelled. After a failure it may be called again.</summary>
    public async Task RunAsync(ILifecycleReport report, CancellationToken cancellationToken)
    {
        while (true)
        {
            for (var left = TimeLeft(); left > TimeSpan.Zero; left = TimeLeft())
            {
                await Task.Delay(left < LongestSleep ? left : LongestSleep, _time, cancellationToken);
            }

            _lastStartedAt = _time.GetUtcNow();
            var pace = new Pace(UnitsPerSecond, _time);
            await RunAsync(new LifecycleRunOptions { Pace = pace.WaitAsync }, report, cancellationToken);
        }
    }

    /// <summary>Goes over the rules once, and gives what came of it.</summary>
    /// <exception cref="OssException">There is no such bucket.</exception>
    public async ValueTask<LifecycleFigures> RunAsync(
        LifecycleRunOptions options,
        ILifecycleReport report,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<Bucket> buckets = options.Bucket is { } name
            ? [await _buckets.GetAsync(name, cancellationToken)]
            : await _buckets.ListAllAsync(cancellationToken).ToListAsync(cancellationToken);
        var figures = new LifecycleFigures();
        foreach (var bucket in buckets)
        {
            if (bucket.LifecycleStamp != 0)
            {
                figures += await RunAsync(bucket, options, figures, report, cancellationToken);
            }
        }

        if (!options.DryRun)
        {
            Count(total => total with { Runs = total.Runs + 1, LastEndedAt = _time.GetUtcNow() });
        }

        return figures;
    }

    private async ValueTask<LifecycleFigures> RunAsync(
        Bucket bucket,
        LifecycleRunOptions options,
        LifecycleFigures before,
        ILifecycleReport report,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var rules = await _rules.FindAsync(bucket, cancellationToken);
            if (!rules.Any(rule => rule.IsEnabled))
            {
                return default;
            }

            var now = options.DryRun ? options.At ?? _time.GetUtcNow() + options.After : _time.GetUtcNow();
            var walk = new LifecycleWalk(_metadata, _uploads, bucket);
            var run = new LifecycleRun(walk, _actor, _buckets, bucket, rules, now, options);
            var figures = await run.RunAsync(before, cancellationToken);
            if (!options.DryRun)
            {
                Count(total => total with { Figures = total.Figures + figures });
            }

            report.Ended(bucket.Name, figures);
            return figures;
        }
        catch (OssException refused) when (refused.Error == OssErrors.NoSuchBucket)
        {
            // It was deleted meanwhile, and with it all that was to be done.
            return default;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Count(total => total with { Failures = total.Failures + 1 });
            report.Failed(bucket.Name, failure);
            return default;
        }
    }

    /// <summary>How long the next run in the background must wait; zero or less when it is time for it.</summary>
    private TimeSpan TimeLeft()
    {
        if (_options.LifecycleInterval is not { } interval)
        {
            return TimeSpan.MaxValue;
        }

        var passed = _time.GetUtcNow() - (_lastStartedAt ?? _openedAt);
        // What lies in the future was told by a clock that was wrong.
        return passed < TimeSpan.Zero ? TimeSpan.Zero : (_lastStartedAt is null ? StartDelay : interval) - passed;
    }

    private void Count(Func<LifecycleTotal, LifecycleTotal> change)
    {
        lock (_lock)
        {
            _total = change(_total);
        }
    }
}
