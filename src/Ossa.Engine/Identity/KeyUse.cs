namespace Ossa.Engine.Identity;

/// <summary>When an access key was used last, and for what. A request counts whose signature is right, whatever became of it.</summary>
/// <param name="At">When the request arrived, to the second.</param>
/// <param name="Service">The service that was asked: Oss, Ram or Sts, or Ossa for the administration of the server.</param>
public sealed record KeyUse(DateTimeOffset At, string Service)
{
    /// <summary>How much later a use may be noted than one that arrived after it.</summary>
    private static readonly TimeSpan MaxLateness = TimeSpan.FromHours(1);

    /// <summary>Whether it is so far ahead of a use that arrives now that the clock was set back meanwhile.</summary>
    internal bool IsOfOtherClock(long nowTicks) => At.UtcTicks - nowTicks > MaxLateness.Ticks;
}
