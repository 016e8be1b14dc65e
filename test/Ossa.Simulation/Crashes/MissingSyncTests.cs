using Ossa.Simulation.Crashes.Disk;
using Ossa.Simulation.Crashes.Recording;
using Ossa.Simulation.Crashes.Workload;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Crashes;

/// <summary>The check of crash states can fail: whatever sync is left out, a state is found that has lost something.</summary>
public sealed class MissingSyncTests
{
    private const int MostStates = 60;

    [Fact]
    public async Task A_store_that_syncs_no_blobs_is_caught()
    {
        using var directory = new TemporaryDirectory();
        var options = new WorkloadOptions(1) { WithoutSync = true };
        var workload = await RecordedWorkload.RunAsync(directory.Path, options);
        Assert.True(await FindsLossAsync(workload, _ => false), "Nothing was found to be lost.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_sync_that_is_left_out_is_caught(bool isPastTheCache)
    {
        using var directory = new TemporaryDirectory();
        var options = new WorkloadOptions(2) { PastTheCache = isPastTheCache };
        var workload = await RecordedWorkload.RunAsync(directory.Path, options);
        var data = Path.Combine("new", "data");
        var rows = Path.Combine(data, "rows");
        var blobs = Path.Combine(data, "blobs");
        (string What, Func<string, bool> IsMeant)[] kinds =
        [
            ("the data of blobs", path => Path.GetFileName(path).Length == 32),
            ("the names of blobs", path => Path.GetDirectoryName(path) == blobs),
            ("the log", path => path.EndsWith(".log", StringComparison.Ordinal)),
            ("the names of the rows' files", path => path == rows),
            ("the data directory's own names", path => path == data),
            ("the names of the parents", path => path is "." or "new"),
        ];
        foreach (var (what, isMeant) in kinds)
        {
            Assert.True(
                await FindsLossAsync(workload, isMeant),
                $"Without syncs of {what} nothing was found to be lost."
            );
        }
    }

    [Fact]
    public async Task Deletions_that_are_not_synced_are_caught()
    {
        using var directory = new TemporaryDirectory();
        var workload = await RecordedWorkload.RunAsync(directory.Path, new WorkloadOptions(2));
        Assert.True(await FindsLossAsync(DeletionSyncs.LeftOutOf(workload), _ => false), "Nothing came back.");
    }

    private static async Task<bool> FindsLossAsync(RecordedWorkload workload, Func<string, bool> ignoresSync)
    {
        var dice = new Dice(3);
        for (var state = 0; state < MostStates; state++)
        {
            var crashAt = dice.Between(workload.Calls.Count / 2, workload.Calls.Count);
            var crashed = new CrashedDisk(dice).Crash(RecordedDisk.Follow(workload, crashAt, ignoresSync));
            try
            {
                await new CrashCheck().After(workload, crashAt).RunAsync(crashed, dice.Next());
            }
            catch (Exception loss) when (loss is BrokenPromiseException or IOException)
            {
                return true;
            }
        }
        return false;
    }
}
