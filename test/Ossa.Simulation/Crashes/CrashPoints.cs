using Ossa.Simulation.Crashes.Recording;
using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Crashes;

/// <summary>Where in a record the power goes.</summary>
internal static class CrashPoints
{
    /// <summary>Anywhere; one time in four before the first operation, while the directory is being made.</summary>
    public static int Pick(RecordedWorkload workload, Dice dice)
    {
        var opening = workload.Calls.TakeWhile(call => call.Kind != CallKind.Mark).Count();
        return dice.Between(0, dice.OneIn(4) ? opening : workload.Calls.Count);
    }

    /// <summary>When the data directory and its parents were made and synced: its lock is opened next.</summary>
    public static int ParentsMade(RecordedWorkload workload) =>
        workload.Calls.TakeWhile(call => call.Kind != CallKind.Open || Path.GetFileName(call.Path) != "lock").Count();
}
