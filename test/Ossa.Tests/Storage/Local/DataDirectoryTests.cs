using System.Runtime.Versioning;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Directories;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class DataDirectoryTests : LocalTest
{
    [Fact]
    public async Task Reopening_keeps_rows_and_blobs()
    {
        var bytes = Bytes.Pattern(600_000);
        var first = await OpenAsync();
        var id = await WriteAsync(first, bytes);
        await first.Metadata.ApplyAsync(Here, Put("key", "value"), Cancel);
        await first.DisposeAsync();
        await using var second = await OpenAsync();
        Assert.Equal("value", await GetAsync(second, "key"));
        Assert.Equal(bytes, await ReadAsync(second, id));
        Assert.Equal([id], await second.Blobs.ListAsync(Cancel).ToListAsync(Cancel));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_second_opener_is_told_who_holds_the_directory(bool fallbacks)
    {
        var options = new LocalEngineOptions { Directory = Data, PortableFallbacks = fallbacks };
        await using (await OpenAsync(options))
        {
            var refused = await Assert.ThrowsAsync<DirectoryInUseException>(() => OpenAsync(options));
            Assert.Equal(Environment.ProcessId, refused.ProcessId);
            Assert.Contains($"process {Environment.ProcessId}", refused.Message, StringComparison.Ordinal);
        }
        await (await OpenAsync(options)).DisposeAsync();
    }

    [Fact]
    public async Task A_lock_file_that_a_killed_process_left_does_not_lock()
    {
        await (await OpenAsync()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(Data, "pid"), "1", Cancel);
        Assert.True(File.Exists(Path.Combine(Data, "lock")));
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_may_enter_the_directory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await (await OpenAsync()).DisposeAsync();
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        foreach (var path in (string[])[Data, Path.Combine(Data, "rows"), Path.Combine(Data, "blobs")])
        {
            Assert.Equal(Owner, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public async Task A_newer_format_is_refused_and_left_alone()
    {
        var newer = $"ossa-data {StorageEngine.CurrentFormat + 1}\n";
        await RefusedAsync(newer, "newer version of Ossa");
        Assert.Equal(newer, await File.ReadAllTextAsync(Path.Combine(Data, "format"), Cancel));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ossa-data x")]
    [InlineData("ossa-data 0")]
    [InlineData("ossa-data -1")]
    [InlineData("something else")]
    public Task A_damaged_format_file_is_refused(string content) => RefusedAsync(content, "Restore");

    [Fact]
    public async Task Data_without_a_format_file_is_refused()
    {
        await (await OpenAsync()).DisposeAsync();
        File.Delete(Path.Combine(Data, "format"));
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
        Assert.Contains("format is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_that_was_interrupted_is_finished()
    {
        Directory.CreateDirectory(Path.Combine(Data, "blobs", "00"));
        await using var engine = await OpenAsync();
        Assert.Equal(256, Directory.GetDirectories(Path.Combine(Data, "blobs")).Length);
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("rows/CURRENT")]
    [InlineData("blobs")]
    [InlineData("blobs/00")]
    [InlineData("blobs/ff")]
    public async Task A_directory_that_lost_a_part_is_refused_and_left_alone(string part)
    {
        await (await OpenAsync()).DisposeAsync();
        var lost = Path.Combine(Data, part);
        Directory.Move(lost, Path.Combine(Path.GetDirectoryName(Data)!, "lost"));
        var before = Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories).Order();
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Contains("restore the directory from a backup", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories).Order());

        Directory.Move(Path.Combine(Path.GetDirectoryName(Data)!, "lost"), lost);
        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Blobs_without_rows_and_format_are_refused()
    {
        var engine = await OpenAsync();
        await WriteAsync(engine, [1]);
        await engine.DisposeAsync();
        File.Delete(Path.Combine(Data, "format"));
        Directory.Delete(Path.Combine(Data, "rows"), recursive: true);
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
        Assert.Contains("format is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_that_a_crash_ends_at_any_sync_is_finished_at_the_next_opening()
    {
        for (var survived = 0; ; survived++)
        {
            var path = Path.Combine(Data, $"{survived}");
            var options = new LocalEngineOptions { Directory = path, DiskSync = new DyingDisk(survived) };
            var crashed = await Record.ExceptionAsync(async () => await (await OpenAsync(options)).DisposeAsync());
            await using (var engine = await OpenAsync(new LocalEngineOptions { Directory = path }))
            {
                await engine.Metadata.ApplyAsync(Here, Put("key", "value"), Cancel);
            }

            Assert.Equal(256, Directory.GetDirectories(Path.Combine(path, "blobs")).Length);
            Assert.False(File.Exists(Path.Combine(path, "unfinished")));
            await using var again = await OpenAsync(new LocalEngineOptions { Directory = path });
            Assert.Equal("value", await GetAsync(again, "key"));
            if (crashed is null)
            {
                Assert.InRange(survived, 5, 100);
                return;
            }
        }
    }

    [Fact]
    public async Task A_file_in_place_of_the_directory_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Data)!);
        await File.WriteAllTextAsync(Data, "", Cancel);
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
        Assert.Contains("is a file. Choose a directory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_below_a_file_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetDirectoryName(Data))!);
        await File.WriteAllTextAsync(Path.GetDirectoryName(Data)!, "", Cancel);
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
        Assert.Contains(Data, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(() =>
            OpenAsync(new LocalEngineOptions { Directory = "/proc/ossa" })
        );
        Assert.Contains("hoose another one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_that_cannot_be_opened_are_named_and_release_the_directory()
    {
        await (await OpenAsync()).DisposeAsync();
        var current = Path.Combine(Data, "rows", "CURRENT");
        var good = await File.ReadAllTextAsync(current, Cancel);
        await File.WriteAllTextAsync(current, "nonsense", Cancel);
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
        Assert.Contains("The records in", refused.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(current, good, Cancel);
        await (await OpenAsync()).DisposeAsync();
    }

    private async Task RefusedAsync(string format, string said)
    {
        await (await OpenAsync()).DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(Data, "format"), format, Cancel);
        var refused = await Assert.ThrowsAsync<DataDirectoryException>(OpenAsync);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }
}
