using Ossa.Engine.Checking;

namespace Ossa.Engine.Scrubbing;

/// <summary>Hears of scrubs, on the thread that scrubs.</summary>
public interface IScrubReport
{
    /// <summary>A damage was found, once in each scrub.</summary>
    void Found(Finding damage);

    /// <summary>A scrub has gone through the whole store.</summary>
    void Ended(ScrubSummary scrub);
}
