using Ossa.Engine.Access;
using Ossa.Protocol.Access;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Server.Operations;
using Ossa.Server.Throttling;
using Ossa.Server.Writing;

namespace Ossa.Server.Road;

/// <summary>A request that its signer may make later, by a signed URL, and asks about now.</summary>
/// <param name="asking">The request that asks; it has the headers of the other.</param>
/// <param name="method">The method.</param>
/// <param name="target">What it is about.</param>
internal sealed class ForeseenRequest(OssContext asking, string method, RequestTarget target)
{
    /// <summary>When it is asked about.</summary>
    public DateTimeOffset AskedAt => asking.Now;

    /// <summary>When the token that signs it ends, or null where none does.</summary>
    public DateTimeOffset? TokenEnd => asking.Caller.Session?.Session.ExpiresAt;

    /// <summary>Lets it down the road at a time, as far as its handler.</summary>
    /// <returns>The refusal, or null where there is none; and the ground of the decision, where its signer is the owner.</returns>
    /// <exception cref="OssException">It is one of those that only their handlers judge as a whole.</exception>
    public async ValueTask<(OssException? Refusal, string? Ground)> WalkAsync(DateTimeOffset at)
    {
        await using var context = new OssContext(
            asking.Http,
            asking.Engine,
            asking.Options,
            asking.RequestId,
            new StandingClock(at)
        )
        {
            HasCome = false,
            HostNames = asking.HostNames,
            Client = asking.Client,
            Uploads = asking.Uploads,
            Caller = asking.Caller,
            Target = target,
        };
        OssException? refusal = null;
        try
        {
            context.FoundBucket = await asking.Engine.Buckets.FindAsync(target.Bucket!, asking.Aborted);
            var operation = OperationCatalogue.Find(context, method);
            RequireForeseeable(operation);
            await Admission.AdmitAsync(context, operation);
        }
        catch (OssException e) when (e.Error != ForecastErrors.NotForeseeable)
        {
            refusal = e;
        }

        // Who may not read the policies is told no more of them than a refusal does.
        var isOwner = asking.Caller.IsRoot && asking.Caller.AccountId == Owners.Of(context).Id;
        var isGround = isOwner && context.Decisions.Deciding?.IsAllowed == refusal is null;
        return (refusal, isGround ? context.Decisions.Deciding?.Reason : null);
    }

    /// <summary>The policies that decide about it, that of its session included.</summary>
    public async ValueTask<IReadOnlyList<PolicyDocument>> PoliciesAsync()
    {
        var bucket = await asking.Engine.Buckets.FindAsync(target.Bucket!, asking.Aborted);
        var ofBucket = bucket is null ? null : await asking.Engine.BucketPolicies.FindAsync(bucket, asking.Aborted);
        var further = (PolicyDocument?[])[ofBucket?.Document, asking.Caller.Session?.Bound];
        return [.. asking.Caller.Policies.Select(policy => policy.Document), .. further.OfType<PolicyDocument>()];
    }

    private void RequireForeseeable(Operation operation)
    {
        if (operation.NamesItsObjects || asking.Header(OssHeaders.CopySource) is not null)
        {
            throw new OssException(ForecastErrors.NotForeseeable);
        }
    }

    /// <summary>A clock that shows the time at which the request is made.</summary>
    private sealed class StandingClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
