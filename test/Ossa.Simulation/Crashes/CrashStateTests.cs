using Ossa.Simulation.Crashes.Disk;
using Ossa.Simulation.Crashes.Recording;
using Ossa.Simulation.Crashes.Workload;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Crashes;

/// <summary>The power goes at any moment, and comes back to whatever the file system may have left.</summary>
public sealed class CrashStateTests
{
    private const int StatesOfWorkload = 40;
    private const int StatesOfRecovery = 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Whatever_a_crash_leaves_is_recovered_with_every_answered_write(bool isShortOfSpace) =>
        Seeds.ForEachAsync(
            1,
            async seed =>
            {
                using var directory = new TemporaryDirectory();
                var options = new WorkloadOptions(seed) { ShortOfSpace = isShortOfSpace };
                var workload = await RecordedWorkload.RunAsync(directory.Path, options);
                var dice = new Dice(seed);
                for (var state = 0; state < StatesOfWorkload; state++)
                {
                    var crashAt = CrashPoints.Pick(workload, dice);
                    var crashed = new CrashedDisk(dice).Crash(RecordedDisk.Follow(workload, crashAt));
                    await DescribeAsync(
                        $"State {state}, crash before call {crashAt} of {workload.Calls.Count}",
                        () => new CrashCheck().After(workload, crashAt).RunAsync(crashed, dice.Next())
                    );
                }
            }
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_crash_during_the_recovery_from_a_crash_loses_nothing_either(bool isFirstOnlyKilled) =>
        Seeds.ForEachAsync(
            2,
            async seed =>
            {
                using var first = new TemporaryDirectory();
                var before = await RecordedWorkload.RunAsync(first.Path, new WorkloadOptions(seed));
                var dice = new Dice(seed);
                // Killed amid the making of parents, a process leaves them unsynced for good: nobody knows later who made them.
                var crashAt = dice.Between(isFirstOnlyKilled ? CrashPoints.ParentsMade(before) : 0, before.Calls.Count);
                RecordedDisk FirstDisk() => RecordedDisk.Follow(before, crashAt);
                using var second = new TemporaryDirectory();
                using var aside = new TemporaryDirectory();
                before.Report.Write(aside.Combine("report"));
                var left = isFirstOnlyKilled
                    ? CrashedDisk.WithoutCrash(FirstDisk())
                    : new CrashedDisk(dice).Crash(FirstDisk());
                left.Write(second.Path);
                var recovery = new WorkloadOptions(dice.Next())
                {
                    KeepsVersions = before.Options.KeepsVersions,
                    FirstVersion = 1_000_000,
                    EarlierReport = aside.Combine("report"),
                    Rounds = 1,
                    OperationsOfClient = 5,
                };
                var after = await RecordedWorkload.RunAsync(second.Path, recovery);
                for (var state = 0; state < StatesOfRecovery; state++)
                {
                    var secondCrashAt = dice.Between(0, after.Calls.Count);
                    var disk = isFirstOnlyKilled
                        ? FirstDisk().Then(after, secondCrashAt)
                        : RecordedDisk.Follow(after, secondCrashAt);
                    var crashed = new CrashedDisk(dice).Crash(disk);
                    await DescribeAsync(
                        $"State {state}, crashes before calls {crashAt} of {before.Calls.Count} and {secondCrashAt} of {after.Calls.Count}",
                        () =>
                            new CrashCheck()
                                .After(before, crashAt)
                                .After(after, secondCrashAt)
                                .RunAsync(crashed, dice.Next())
                    );
                }
            }
        );

    private static async Task DescribeAsync(string what, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (Exception error)
        {
            throw new CrashStateException(what, error);
        }
    }
}
