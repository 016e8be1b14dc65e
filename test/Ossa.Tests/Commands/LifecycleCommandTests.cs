using Microsoft.Extensions.Time.Testing;
using Ossa.Engine;
using Ossa.Engine.Lifecycle;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Protocol.Documents;
using Ossa.Server.Administration;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Engine;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Commands;

/// <summary>The command on a data directory that no server holds.</summary>
public sealed class LifecycleCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_dry_run_shows_what_is_due_and_does_nothing()
    {
        await FillAsync();
        var run = await RunAsync("lifecycle", "--dry-run");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            """
            delete: oss://bucket/tmp/old (rule temporary, due 2026-02-12)
            1 bucket with rules, 2 judged: 1 action due
              1 current object deleted
              97.7 KiB of what is deleted

            """,
            run.Out
        );
        Assert.Equal(run.Out, (await RunAsync("lifecycle", "--dry-run", "oss://bucket")).Out);
        Assert.Contains(
            "1 bucket with rules",
            (await RunAsync("lifecycle", "--dry-run")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dry_run_judges_by_another_time_where_one_is_named()
    {
        await FillAsync();
        foreach (
            var flags in (string[][])
                [
                    ["--after", "30d"],
                    ["--at", "2026-03-31"],
                    ["--at", "2026-03-11T00:00:00Z"],
                ]
        )
        {
            var run = await RunAsync(["lifecycle", "--dry-run", .. flags]);
            Assert.Contains(
                "delete: oss://bucket/tmp/new (rule temporary, due 2026-03-11)",
                run.Out,
                StringComparison.Ordinal
            );
        }

        Assert.Contains(
            "nothing to do",
            (await RunAsync("lifecycle", "--dry-run", "--at", "2026-02-11")).Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_run_does_what_is_due_once()
    {
        await FillAsync();
        var run = await RunAsync("lifecycle", "run");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2 judged: 1 action done\n", run.Out, StringComparison.Ordinal);
        Assert.Equal("1 bucket with rules, 1 judged: nothing to do\n", (await RunAsync("lifecycle", "run")).Out);
        Assert.EndsWith("no damage\n", (await RunAsync("fsck")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_everything_in_lines()
    {
        await FillAsync();
        var lines = (await RunAsync("lifecycle", "--dry-run", "--json")).Out.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        var step = LifecycleLines.ReadStep(lines[0]);
        Assert.Equal(
            ("bucket", "tmp/old", LifecycleActionKind.Expire, "temporary", 100_000),
            (step.Bucket, step.Key, step.Action.Kind, step.Action.Rule, step.Bytes)
        );
        Assert.Equal(1, LifecycleLines.ReadSummary(lines[1])!.Value.Expired);
    }

    [Theory]
    [InlineData("'ossa lifecycle run' does it", "lifecycle")]
    [InlineData("two times", "lifecycle", "--dry-run", "--at", "2026-03-01", "--after", "1d")]
    [InlineData("'soon' is no time", "lifecycle", "--dry-run", "--at", "soon")]
    [InlineData("'soon' is no duration", "lifecycle", "--dry-run", "--after", "soon")]
    [InlineData("wants a bucket", "lifecycle", "--dry-run", "oss://bucket/key")]
    public async Task Wrong_usage_is_one_line(string message, params string[] args)
    {
        var run = await new CommandRun().RunAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_or_a_store_that_is_not_there_is_one_line()
    {
        await FillAsync();
        var run = await RunAsync("lifecycle", "run", "oss://nothing");
        Assert.Equal((1, "ossa: There is no bucket 'nothing'.\n"), (run.ExitCode, run.Error));
        run = await new CommandRun().RunAsync("lifecycle", "run", "--data", Path.Combine(_directory.Path, "nowhere"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no store in", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] args) =>
        new CommandRun().RunAsync([.. args, "--data", _directory.Path]);

    private async Task FillAsync()
    {
        var clock = new FakeTimeProvider(CommandRun.Now.AddDays(-28));
        StorageEngine storage = await LocalEngine.OpenAsync(new() { Directory = _directory.Path }, Cancel);
        await using var engine = await OssaEngine.OpenAsync(storage, new EngineOptions(), clock, Cancel);
        var bucket = await engine.Buckets.CreateAsync(
            "bucket",
            engine.AccountId,
            CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        var rule = new LifecycleRule
        {
            Id = "temporary",
            Prefix = "tmp/",
            Expiration = new LifecycleExpiration { Time = new LifecycleTime { Days = 10 } },
        };
        await engine.Lifecycles.SetAsync(bucket, [rule], Cancel);
        await PutAsync("tmp/old");
        await PutAsync("kept");
        clock.Advance(TimeSpan.FromDays(27));
        await PutAsync("tmp/new");

        async Task PutAsync(string key) =>
            await engine.Objects.PutAsync(
                bucket,
                key,
                new NewObject(),
                TestStore.ReadFrom(Bytes.Pattern(100_000)),
                Cancel
            );
    }
}
