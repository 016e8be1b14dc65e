using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    private static readonly PartitionId Here = new("here");

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_directory.Path, "data");

    private string Backup => Path.Combine(_directory.Path, "backup");

    private string Restored => Path.Combine(_directory.Path, "restored");

    [Fact]
    public async Task What_was_backed_up_is_restored_and_the_root_key_is_spoken_of()
    {
        await using (var engine = await OpenAsync(Data))
        {
            var batch = new WriteBatch().Put(RowFamily.Record, Bytes.Of("key"), Bytes.Of("value"));
            await engine.Metadata.ApplyAsync(Here, batch, Cancel);
        }

        var credentials = Path.Combine(Data, "root-credentials");
        await File.WriteAllTextAsync(credentials, "[default]", Cancel);
        var backedUp = await new CommandRun().RunAsync("backup", Backup, "--data", Data);
        Assert.Equal((0, true), (backedUp.ExitCode, backedUp.Out.Contains(Backup, StringComparison.Ordinal)));
        Assert.Contains("not in the backup", backedUp.Error, StringComparison.Ordinal);
        Assert.Contains(credentials, backedUp.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Backup, "root-credentials")));

        var restored = await new CommandRun().RunAsync("restore", Backup, "--data", Restored);
        Assert.Equal((0, true), (restored.ExitCode, restored.Out.Contains(Restored, StringComparison.Ordinal)));
        Assert.Contains(Path.Combine(Restored, "root-credentials"), restored.Error, StringComparison.Ordinal);
        Assert.Contains("OSS_ACCESS_KEY_ID", restored.Error, StringComparison.Ordinal);
        await using var again = await OpenAsync(Restored);
        var value = await again.Metadata.GetAsync(Here, RowFamily.Record, Bytes.Of("key"), Cancel);
        Assert.Equal("value", Bytes.Text(value));
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_not_made_by_backing_it_up()
    {
        await FailsAsync("There is no store in", "backup", Backup, "--data", Data);
        Assert.False(Directory.Exists(Data));
        Assert.False(Directory.Exists(Backup));
    }

    [Fact]
    public async Task A_store_that_a_server_has_open_is_not_backed_up_behind_its_back()
    {
        await using var engine = await OpenAsync(Data);
        await FailsAsync($"process {Environment.ProcessId}", "backup", Backup, "--data", Data);
        Assert.False(Directory.Exists(Backup));
    }

    [Fact]
    public async Task Nothing_is_restored_over_a_store_or_without_a_directory()
    {
        await (await OpenAsync(Data)).DisposeAsync();
        await new CommandRun().RunAsync("backup", Backup, "--data", Data);
        await FailsAsync("holds a store", "restore", Backup, "--data", Data);
        Assert.Equal(2, (await new CommandRun().RunAsync("restore", Backup)).ExitCode);
    }

    public void Dispose() => _directory.Dispose();

    private static Task<StorageEngine> OpenAsync(string directory) =>
        LocalEngine.OpenAsync(new LocalEngineOptions { Directory = directory }, Cancel);

    private static async Task FailsAsync(string said, params string[] arguments)
    {
        var run = await new CommandRun().RunAsync(arguments);
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
