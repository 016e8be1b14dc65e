using System.Security.Cryptography;
using Ossa.Engine.Buckets;
using Ossa.Engine.Objects;
using Ossa.Protocol.Errors;

namespace Ossa.Engine.Retention;

/// <summary>
/// The retention policies of buckets: made, locked, extended, and taken back as long as they are not locked. Each change has come to the
/// heads of the bucket's partitions when it is answered, so that no write that ends later can have overlooked it.
/// </summary>
public sealed class RetentionStore
{
    private const int IdBytes = 16;

    private readonly BucketCatalog _buckets;
    private readonly TimeProvider _time;

    internal RetentionStore(BucketCatalog buckets, TimeProvider time)
    {
        _buckets = buckets;
        _time = time;
    }

    /// <summary>Makes a policy, which protects from now on; one that has expired gives way.</summary>
    /// <param name="bucket">The bucket; one that is gone meanwhile is refused.</param>
    /// <param name="days">For how many days objects are protected, 1 to <see cref="Limits.MaxRetentionDays"/>.</param>
    /// <param name="cancellationToken">Gives up before the change.</param>
    /// <exception cref="OssException">There is one, or the bucket has suspended the keeping of versions.</exception>
    public async ValueTask<RetentionPolicy> InitiateAsync(Bucket bucket, int days, CancellationToken cancellationToken)
    {
        RequireDays(days);
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes));
        var changed = await ChangeAsync(
            bucket,
            (present, now) =>
            {
                RequireUnlocked(present.RetentionPolicy);
                Require(present.RetentionPolicy?.StateAt(now) is null or RetentionState.Expired);
                return present.Versioning == VersioningState.Suspended
                    ? throw new OssException(OssErrors.WormWithVersioning, "BucketName", bucket.Name)
                    : new RetentionPolicy(id, days, ObjectContent.WholeMilliseconds(now), IsLocked: false);
            },
            cancellationToken
        );
        return changed.RetentionPolicy!;
    }

    /// <summary>Locks a policy that is in progress: from now on it can be neither taken back nor shortened.</summary>
    public async ValueTask LockAsync(Bucket bucket, string id, CancellationToken cancellationToken) =>
        await ChangeAsync(
            bucket,
            (present, now) =>
            {
                var policy = Named(present, id);
                RequireUnlocked(policy);
                Require(policy.StateAt(now) == RetentionState.InProgress);
                return policy with { IsLocked = true };
            },
            cancellationToken
        );

    /// <summary>Lets a locked policy protect for longer.</summary>
    public async ValueTask ExtendAsync(Bucket bucket, string id, int days, CancellationToken cancellationToken) =>
        await ChangeAsync(
            bucket,
            (present, _) =>
            {
                var policy = Named(present, id);
                RequireDays(days);
                Require(policy.IsLocked && days > policy.Days);
                return policy with { Days = days };
            },
            cancellationToken
        );

    /// <summary>Takes a policy back that is not locked.</summary>
    public async ValueTask AbortAsync(Bucket bucket, CancellationToken cancellationToken) =>
        await ChangeAsync(
            bucket,
            (present, _) =>
            {
                RequireUnlocked(present.RetentionPolicy ?? throw NoSuchPolicy(bucket.Name));
                return null;
            },
            cancellationToken
        );

    private ValueTask<Bucket> ChangeAsync(
        Bucket bucket,
        Func<Bucket, DateTimeOffset, RetentionPolicy?> change,
        CancellationToken cancellationToken
    ) =>
        _buckets.UpdateWithHeadAsync(
            bucket,
            present => present with { RetentionPolicy = change(present, _time.GetUtcNow()) },
            cancellationToken
        );

    private static RetentionPolicy Named(Bucket bucket, string id) =>
        bucket.RetentionPolicy is { } policy && policy.Id == id ? policy : throw NoSuchPolicy(bucket.Name);

    private static OssException NoSuchPolicy(string bucket) => new(OssErrors.NoSuchWorm, "BucketName", bucket);

    private static void RequireUnlocked(RetentionPolicy? policy)
    {
        if (policy?.IsLocked == true)
        {
            throw new OssException(OssErrors.WormLocked);
        }
    }

    private static void RequireDays(int days)
    {
        if (days is < 1 or > Limits.MaxRetentionDays)
        {
            throw new OssException(OssErrors.WormDaysOutOfRange);
        }
    }

    private static void Require(bool isValid)
    {
        if (!isValid)
        {
            throw new OssException(OssErrors.InvalidWorm);
        }
    }
}
