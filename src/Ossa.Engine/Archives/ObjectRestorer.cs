using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Engine.Versions;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Archives;

/// <summary>
/// Makes archived objects readable for some days. The archive is simulated: the bytes are where those of every object are, and a restoration
/// takes the time that the operator has set. Nothing runs meanwhile; what the time makes of a restoration is read off its record.
/// </summary>
public sealed class ObjectRestorer
{
    private readonly ObjectStore _objects;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;

    internal ObjectRestorer(ObjectStore objects, EngineOptions options, TimeProvider time)
    {
        _objects = objects;
        _options = options;
        _time = time;
    }

    /// <summary>
    /// Begins to restore an object or a version, or lets one that is restored stay so for longer; null when there is none. While a
    /// restoration is under way only a more urgent one is taken, which it becomes.
    /// </summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="key">The key.</param>
    /// <param name="version">The version, or null for the current object.</param>
    /// <param name="wishFor">What is wanted of an object of a storage class, or a refusal.</param>
    /// <param name="cancellationToken">Gives up before the commit; a commit that has begun is awaited.</param>
    /// <exception cref="OssException">The object is not archived, or being restored.</exception>
    public async ValueTask<RestoreResult?> RestoreAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        Func<string, RestoreWish> wishFor,
        CancellationToken cancellationToken
    )
    {
        RestoreResult? result = null;
        var updated = await _objects.UpdateAsync(
            bucket,
            key,
            version,
            old =>
            {
                RequireArchived(old);
                result = Restore(old, wishFor(old.StorageClass), _time.GetUtcNow());
                return result.Record;
            },
            cancellationToken
        );
        return updated is null ? null : result;
    }

    /// <summary>Ends the time for which an object or a version is restored; null when there is none.</summary>
    /// <exception cref="OssException">The object is not archived, being restored, or not restored.</exception>
    public ValueTask<ObjectRecord?> CleanAsync(
        Bucket bucket,
        string key,
        VersionId? version,
        CancellationToken cancellationToken
    ) =>
        _objects.UpdateAsync(
            bucket,
            key,
            version,
            old =>
            {
                RequireArchived(old);
                var now = _time.GetUtcNow();
                return old.Restoration switch
                {
                    { } ongoing when ongoing.IsOngoing(now) => throw new OssException(
                        OssErrors.ArchiveRestoreNotFinished
                    ),
                    { } restored when restored.IsRestored(now) => old with { Restoration = null },
                    _ => throw new OssException(OssErrors.ArchiveRestoreFileStale),
                };
            },
            cancellationToken
        );

    private RestoreResult Restore(ObjectRecord old, RestoreWish wish, DateTimeOffset now)
    {
        if (old.Restoration is { } present && present.IsRestored(now))
        {
            // The days are added to what is left, and all of them together have the bound of one restoration.
            var longest = present.ReadyAt.AddDays(StorageClasses.MaxRestoreDays(old.StorageClass));
            var longer = present.ExpiresAt.AddDays(wish.Days);
            return Result(old, present with { ExpiresAt = longer < longest ? longer : longest }, wasRestored: true);
        }

        var ready = ObjectContent.WholeMilliseconds(now + _options.RestoreDelay);
        if (old.Restoration is { } ongoing && ongoing.IsOngoing(now))
        {
            if (wish.Tier <= ongoing.Tier)
            {
                throw new OssException(OssErrors.RestoreAlreadyInProgress);
            }

            ready = ongoing.ReadyAt;
        }

        return Result(old, new Restoration(ready, ready.AddDays(wish.Days), wish.Tier), wasRestored: false);
    }

    private static RestoreResult Result(ObjectRecord old, Restoration restoration, bool wasRestored) =>
        new(old with { Restoration = restoration }, restoration, wasRestored);

    private static void RequireArchived(ObjectRecord record)
    {
        if (!StorageClasses.IsArchived(record.StorageClass))
        {
            throw new OssException(
                OssErrors.RestoreNotSupported,
                "Detail",
                "The object's storage class is not one that objects are restored from."
            );
        }
    }
}
