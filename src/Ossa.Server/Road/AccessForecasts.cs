using Ossa.Engine.Access;
using Ossa.Protocol.Access;

namespace Ossa.Server.Road;

/// <summary>
/// Says what will become of a request: it is let down the road now, and at each later time at which a policy may say something else. So
/// there is one judge, whatever is asked and whenever.
/// </summary>
internal static class AccessForecasts
{
    /// <summary>The most times that are looked at. Nothing is promised for after the last of them.</summary>
    private const int MaxTimes = 64;

    /// <summary>What will become of a request by a URL that expires then.</summary>
    public static async ValueTask<AccessForecast> MakeAsync(ForeseenRequest request, DateTimeOffset expiry)
    {
        var (refusal, ground) = await request.WalkAsync(request.AskedAt);
        if (refusal is not null)
        {
            return new AccessForecast(
                IsAllowed: false,
                End: null,
                AccessEnd.Policy,
                IsEndSure: true,
                ground is null ? refusal.Message : $"{refusal.Message} ({ground})",
                refusal.Error.Code,
                refusal.Error.Ec
            );
        }

        var policies = await request.PoliciesAsync();
        var (end, endsBy) =
            request.TokenEnd is { } token && token < expiry ? (token, AccessEnd.Token) : (expiry, AccessEnd.Expiry);
        if (await FindRefusalAsync(request, PolicyTimes.Between(policies, request.AskedAt, end)) is { } refused)
        {
            (end, endsBy) = (refused, AccessEnd.Policy);
        }

        return new AccessForecast(true, end, endsBy, PolicyTimes.AreAllKnown(policies), ground, Code: null, Ec: null);
    }

    private static async ValueTask<DateTimeOffset?> FindRefusalAsync(
        ForeseenRequest request,
        IReadOnlyList<DateTimeOffset> times
    )
    {
        foreach (var time in times.Take(MaxTimes))
        {
            if ((await request.WalkAsync(time)).Refusal is not null)
            {
                return time;
            }
        }

        return times.Count > MaxTimes ? times[MaxTimes] : null;
    }
}
