using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Running;

/// <summary>A clock that goes on by itself, stands still at times and at times steps back by minutes.</summary>
internal sealed class WanderingClock(Dice dice) : TimeProvider
{
    private readonly Lock _gate = new();
    private DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            _now += dice.Below(20) switch
            {
                0 => TimeSpan.FromMinutes(-dice.Below(10)),
                < 10 => TimeSpan.Zero,
                _ => TimeSpan.FromMilliseconds(dice.Below(2_000)),
            };
            return _now;
        }
    }
}
