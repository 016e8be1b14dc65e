using Ossa.Fuzz.Targets;

namespace Ossa.Fuzz.Serving;

/// <summary>A clock that stands at the time at which the seeds were signed; timers go on.</summary>
internal sealed class StandingClock : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => SignedSeeds.Noon;
}
