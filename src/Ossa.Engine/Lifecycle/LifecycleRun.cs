using Ossa.Engine.Buckets;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Lifecycle;

/// <summary>
/// One run over the lifecycle rules of one bucket: judges all that they apply to, and does what is due. It may take long: it ends as soon as
/// other rules hold, or none, and leaves the rest to the next run.
/// </summary>
internal sealed class LifecycleRun(
    LifecycleWalk walk,
    LifecycleActor actor,
    BucketCatalog buckets,
    Bucket bucket,
    IReadOnlyList<LifecycleRule> rules,
    DateTimeOffset now,
    LifecycleRunOptions options
)
{
    /// <summary>What an action costs, in units of what a judgement costs.</summary>
    private const int ActionUnits = 25;

    private LifecycleFigures _figures = new() { Buckets = 1 };

    public async ValueTask<LifecycleFigures> RunAsync(LifecycleFigures before, CancellationToken cancellationToken)
    {
        await foreach (var facts in walk.VersionsAsync(rules, cancellationToken))
        {
            if (await CountAsync(LifecycleEvaluator.Judge(rules, facts, now), before, cancellationToken) is { } action)
            {
                if (!await HoldAsync(cancellationToken))
                {
                    return _figures;
                }

                var step = StepOf(facts, action);
                await StepAsync(
                    step,
                    () => actor.ActAsync(bucket, facts, action, cancellationToken),
                    cancellationToken
                );
            }
        }

        await foreach (var upload in walk.UploadsAsync(rules, cancellationToken))
        {
            if (await CountAsync(LifecycleEvaluator.Judge(rules, upload, now), before, cancellationToken) is { } action)
            {
                if (!await HoldAsync(cancellationToken))
                {
                    return _figures;
                }

                var step = new LifecycleStep(bucket.Name, upload.Key, action, LifecycleOutcome.Planned)
                {
                    Upload = upload.Id.ToString(),
                };
                await StepAsync(step, () => actor.AbortAsync(bucket, upload, cancellationToken), cancellationToken);
            }
        }

        return _figures;
    }

    /// <summary>Whether the rules are still those of the bucket, so that what they say may be done.</summary>
    private async ValueTask<bool> HoldAsync(CancellationToken cancellationToken) =>
        await buckets.FindAsync(bucket.Name, cancellationToken) is { } present
        && present.Incarnation == bucket.Incarnation
        && present.LifecycleStamp == bucket.LifecycleStamp;

    private async ValueTask<LifecycleAction?> CountAsync(
        LifecycleAction? action,
        LifecycleFigures before,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        _figures = _figures with { Judged = _figures.Judged + 1 };
        options.Progress?.Report(before + _figures);
        if (options.Pace is { } pace)
        {
            await pace(action is null ? 1 : ActionUnits, cancellationToken);
        }

        return action;
    }

    private LifecycleStep StepOf(LifecycleFacts facts, LifecycleAction action) =>
        new(bucket.Name, facts.Key, action, LifecycleOutcome.Planned)
        {
            Version = bucket.Versioning == VersioningState.Never ? null : facts.Record.Version.ToString(),
            Bytes = facts.Record.Size,
        };

    private async ValueTask StepAsync(
        LifecycleStep planned,
        Func<ValueTask<bool>> act,
        CancellationToken cancellationToken
    )
    {
        var step = options.DryRun ? planned : planned with { Outcome = await TryAsync(act) };
        _figures = _figures.With(step);
        if (options.Report is { } report)
        {
            await report(step, cancellationToken);
        }
    }

    /// <summary>What is refused stays: a rule has no more rights than its bucket's owner.</summary>
    private static async ValueTask<LifecycleOutcome> TryAsync(Func<ValueTask<bool>> act)
    {
        try
        {
            return await act() ? LifecycleOutcome.Done : LifecycleOutcome.Changed;
        }
        catch (OssException refused) when (refused.Error != OssErrors.NoSuchBucket)
        {
            return LifecycleOutcome.Kept;
        }
    }
}
