using Ossa.Simulation.Crashes.Disk;
using Ossa.Simulation.Crashes.Recording;
using Ossa.Simulation.Crashes.Workload;
using Ossa.Simulation.Randomness;
using Ossa.Simulation.Running;

namespace Ossa.Simulation.Crashes;

/// <summary>The record holds everything, or crash states that are built from it would prove nothing.</summary>
public sealed class RecordTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_replay_of_the_whole_record_is_the_directory_itself(bool isShortOfSpace) =>
        Seeds.ForEachAsync(
            1,
            async seed =>
            {
                using var directory = new TemporaryDirectory();
                var options = new WorkloadOptions(seed) { ShortOfSpace = isShortOfSpace };
                var workload = await RecordedWorkload.RunAsync(directory.Path, options);
                var replayed = CrashedDisk.WithoutCrash(RecordedDisk.Follow(workload, workload.Calls.Count));
                var there = Tree.Load(directory.Path);
                Assert.Equal(there.Entries.Keys, replayed.Entries.Keys);
                foreach (var (path, content) in there.Entries)
                {
                    Assert.True(content.AsSpan().SequenceEqual(replayed.Entries[path]), $"{path} differs.");
                }

                Assert.Equal(
                    isShortOfSpace,
                    there.Entries.Keys.Any(path => path.EndsWith(".sst", StringComparison.Ordinal))
                );
            }
        );

    [Fact]
    public async Task The_zeros_ahead_of_the_log_are_in_the_record()
    {
        using var directory = new TemporaryDirectory();
        var workload = await RecordedWorkload.RunAsync(directory.Path, new WorkloadOptions(1));
        Assert.Contains(
            workload.Calls,
            call =>
                call.Kind == CallKind.Write && call.Data.Length > 100_000 && !call.Data.Span.ContainsAnyExcept((byte)0)
        );
    }
}
