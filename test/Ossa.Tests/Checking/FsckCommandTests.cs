using Ossa.Engine;
using Ossa.Engine.Checking;
using Ossa.Engine.Objects;
using Ossa.Protocol.Access;
using Ossa.Server.Administration;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Tests.CommandLine;
using Ossa.Tests.Engine;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Checking;

public sealed class FsckCommandTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_store_without_damage_ends_with_0()
    {
        await FillAsync();
        var run = await FsckAsync();
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("1 bucket, 1 record, 97.7 KiB read: no damage\n", run.Out);
        Assert.Equal(0, (await FsckAsync("--bucket", "bucket", "--quick")).ExitCode);
    }

    [Fact]
    public async Task Each_damage_is_one_line_and_ends_with_1()
    {
        await FillAsync();
        File.Delete(BlobFile());
        var run = await FsckAsync();
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        var lines = run.Out.Split('\n');
        var missing = CheckLines.ReadFinding((await FsckAsync("--json")).Out.Split('\n')[0]);
        Assert.Equal($"damage: data missing oss://bucket/photo.jpg: {missing.Detail}", lines[0]);
        Assert.Equal("1 bucket, 1 record, 0 B read: 1 damage, 1 left", lines[1]);
    }

    [Fact]
    public async Task What_is_repaired_ends_with_0()
    {
        await FillAsync();
        await using (var storage = await OpenAsync())
        {
            await using var blob = await storage.Blobs.CreateAsync(BlobId.New(), Cancel);
            await blob.WriteAsync(Bytes.Pattern(1_000), Cancel);
            await blob.CompleteAsync(Cancel);
        }

        Assert.Equal(1, (await FsckAsync()).ExitCode);
        var run = await FsckAsync("--repair");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("repaired: orphan blob ", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("1 damage, all repaired\n", run.Out, StringComparison.Ordinal);
        Assert.EndsWith("no damage\n", (await FsckAsync()).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_everything_in_lines()
    {
        await FillAsync();
        File.Delete(BlobFile());
        var lines = (await FsckAsync("--json")).Out.TrimEnd('\n').Split('\n');
        var finding = CheckLines.ReadFinding(lines[0]);
        Assert.Equal(
            (FindingKind.MissingBody, "bucket", "photo.jpg", false),
            (finding.Kind, finding.Bucket, finding.Key, finding.Repaired)
        );
        Assert.Equal(new CheckFigures(1, 1, 0, 1, 0, 0), CheckLines.ReadSummary(lines[1]));
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task A_bucket_or_a_directory_that_is_not_there_is_one_line()
    {
        await FillAsync();
        var run = await FsckAsync("--bucket", "nothing");
        Assert.Equal((1, "ossa: There is no bucket 'nothing'.\n"), (run.ExitCode, run.Error));
        var nowhere = Path.Combine(_directory.Path, "nowhere");
        run = await new CommandRun().RunAsync("fsck", "--data", nowhere);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no store in", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(nowhere));

        var other = Directory.CreateDirectory(Path.Combine(_directory.Path, "other")).FullName;
        await File.WriteAllTextAsync(Path.Combine(other, "mine.txt"), "mine", Cancel);
        run = await new CommandRun().RunAsync("fsck", "--repair", "--data", other);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no store in", run.Error, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Directory.EnumerateFileSystemEntries(other).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_says_in_one_line_what_to_do()
    {
        await FillAsync();
        foreach (var manifest in Directory.EnumerateFiles(Path.Combine(_directory.Path, "rows"), "MANIFEST-*"))
        {
            await File.WriteAllBytesAsync(manifest, Bytes.Pattern(100), Cancel);
        }

        var run = await FsckAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("restore the directory from a backup", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    private Task<CommandRun> FsckAsync(params string[] flags) =>
        new CommandRun().RunAsync(["fsck", "--data", _directory.Path, .. flags]);

    private Task<StorageEngine> OpenAsync() => LocalEngine.OpenAsync(new() { Directory = _directory.Path }, Cancel);

    private async Task FillAsync()
    {
        await using var engine = await OssaEngine.OpenAsync(
            await OpenAsync(),
            new EngineOptions(),
            TimeProvider.System,
            Cancel
        );
        var bucket = await engine.Buckets.CreateAsync(
            "bucket",
            engine.AccountId,
            CannedAcl.Private,
            "Standard",
            "LRS",
            Cancel
        );
        var body = TestStore.ReadFrom(Bytes.Pattern(100_000));
        await engine.Objects.PutAsync(bucket, "photo.jpg", new NewObject(), body, Cancel);
    }

    private string BlobFile() =>
        Directory
            .EnumerateFiles(Path.Combine(_directory.Path, "blobs"), "*", SearchOption.AllDirectories)
            .Single(path => new FileInfo(path).Length > 100_000);
}
