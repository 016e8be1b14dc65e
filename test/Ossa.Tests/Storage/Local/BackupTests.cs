using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Backups;
using Ossa.Storage.Local.Blobs;
using Ossa.Storage.Local.Directories;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class BackupTests : LocalTest
{
    private readonly TemporaryDirectory _elsewhere = new();

    private string Backup => Path.Combine(_elsewhere.Path, "backups", "monday");

    private string Restored => Path.Combine(_elsewhere.Path, "restored");

    [Fact]
    public async Task A_restored_store_holds_rows_bodies_and_blobs_and_the_backup_stays_as_it_was()
    {
        var body = Bytes.Pattern(600_000);
        BlobId id;
        await using (var engine = await OpenAsync())
        {
            id = await WriteAsync(engine, body);
            await engine.Metadata.ApplyAsync(Here, Put("key", "value"), Cancel);
            var small = new WriteBatch().Put(RowFamily.Body, Bytes.Of("small"), Bytes.Pattern(5_000));
            await engine.Metadata.ApplyAsync(Here, small, Cancel);
            await BackUpAsync(engine);
            // What comes later is not in it, and what goes later is.
            await engine.Metadata.ApplyAsync(Here, Put("key", "later"), Cancel);
            await engine.Blobs.DeleteAsync([id], Cancel);
        }

        for (var i = 0; i < 2; i++)
        {
            var data = Restored + i;
            await LocalRestore.RunAsync(Backup, data, Cancel);
            await using var restored = await OpenAsync(new LocalEngineOptions { Directory = data });
            Assert.Equal("value", await GetAsync(restored, "key"));
            var small = await restored.Metadata.GetAsync(Here, RowFamily.Body, Bytes.Of("small"), Cancel);
            Assert.Equal(Bytes.Pattern(5_000), small);
            Assert.Equal(body, await ReadAsync(restored, id));
            await restored.Blobs.DeleteAsync([id], Cancel);
            await restored.Metadata.ApplyAsync(Here, Put("key", "changed"), Cancel);
        }
    }

    [Fact]
    public async Task A_backup_leaves_nothing_in_the_data_directory_and_takes_no_secret()
    {
        await using var engine = await OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(Data, "root-credentials"), "secret", Cancel);
        var before = Directory.GetFileSystemEntries(Data).Order();
        await BackUpAsync(engine);
        Assert.Equal(before, Directory.GetFileSystemEntries(Data).Order());
        Assert.Equal(
            ["backup", "blobs", "rows"],
            Directory.GetFileSystemEntries(Backup).Select(Path.GetFileName).Order()
        );
    }

    [Fact]
    public async Task An_unfinished_blob_is_not_in_the_backup()
    {
        await using var engine = await OpenAsync();
        await using var writer = await engine.Blobs.CreateAsync(BlobId.New(), Cancel);
        await writer.WriteAsync(Bytes.Pattern(600_000), Cancel);
        await BackUpAsync(engine);
        Assert.Empty(Directory.GetFiles(Path.Combine(Backup, "blobs"), "*", SearchOption.AllDirectories));
        await writer.CompleteAsync(Cancel);
    }

    [Fact]
    public async Task While_the_gate_is_closed_no_blob_comes_or_goes()
    {
        var gate = new BlobGate();
        await gate.EnterAsync(Cancel);
        var closed = gate.CloseAsync();
        var waiting = gate.EnterAsync(Cancel).AsTask();
        Assert.False(closed.IsCompleted);
        gate.Leave();
        await closed;
        Assert.False(waiting.IsCompleted);
        using var given = new CancellationTokenSource();
        var impatient = gate.EnterAsync(given.Token).AsTask();
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.Open();
        await waiting;
        gate.Leave();
        await gate.CloseAsync();
    }

    [Fact]
    public async Task A_directory_that_exists_is_refused_and_left_alone()
    {
        await using var engine = await OpenAsync();
        Directory.CreateDirectory(Backup);
        await RefusedAsync(BackUpAsync(engine), "exists already");
        Assert.Empty(Directory.GetFileSystemEntries(Backup));
        await RefusedAsync(engine.BackUp!(Path.Combine(Data, "copy"), Cancel), "within the data directory");
        await RefusedAsync(engine.BackUp!(Data, Cancel), "within the data directory");
        Assert.False(Directory.Exists(Path.Combine(Data, "copy")));
    }

    [Fact]
    public async Task A_backup_is_not_opened_as_a_store_and_a_store_is_not_restored()
    {
        await using (var engine = await OpenAsync())
        {
            await BackUpAsync(engine);
        }

        await RefusedAsync(OpenAsync(new LocalEngineOptions { Directory = Backup }), "is a backup");
        await RefusedAsync(LocalRestore.RunAsync(Data, Restored, Cancel), "is no backup");
        await RefusedAsync(LocalRestore.RunAsync(Path.Combine(Data, "nowhere"), Restored, Cancel), "is no backup");
        await RefusedAsync(LocalRestore.RunAsync(Backup, Data, Cancel), "holds a store");
        Assert.False(Directory.Exists(Restored));
        Directory.CreateDirectory(Restored);
        await LocalRestore.RunAsync(Backup, Restored, Cancel);
        await (await OpenAsync(new LocalEngineOptions { Directory = Restored })).DisposeAsync();
    }

    [Theory]
    [InlineData("ossa-backup 1\nformat 99\nfiles 1\nbytes 1\n", "newer version")]
    [InlineData("ossa-backup 2\n", "newer version")]
    [InlineData("", "damaged")]
    public async Task A_backup_whose_mark_is_damaged_or_newer_is_refused(string mark, string said)
    {
        Directory.CreateDirectory(Backup);
        await File.WriteAllTextAsync(Path.Combine(Backup, "backup"), mark, Cancel);
        await RefusedAsync(LocalRestore.RunAsync(Backup, Restored, Cancel), said);
    }

    [Fact]
    public async Task A_backup_that_lost_a_file_or_the_end_of_one_is_refused()
    {
        BlobId id;
        await using (var engine = await OpenAsync())
        {
            id = await WriteAsync(engine, Bytes.Pattern(1_000));
            await BackUpAsync(engine);
        }

        var file = Path.Combine(Backup, "blobs", id.ToString()[..2], id.ToString());
        var whole = await File.ReadAllBytesAsync(file, Cancel);
        File.Delete(file);
        await RefusedAsync(LocalRestore.RunAsync(Backup, Restored, Cancel), "is not whole");
        await File.WriteAllBytesAsync(file, whole[..^1], Cancel);
        await RefusedAsync(LocalRestore.RunAsync(Backup, Restored, Cancel), "is not whole");
        Assert.False(Directory.Exists(Restored));
        await File.WriteAllBytesAsync(file, whole, Cancel);
        await LocalRestore.RunAsync(Backup, Restored, Cancel);
    }

    [Fact]
    public async Task A_backup_that_fails_at_any_sync_leaves_nothing_and_the_store_goes_on()
    {
        var disk = new FailingLater();
        await using var engine = await OpenAsync(new LocalEngineOptions { Directory = Data, DiskSync = disk });
        await engine.Metadata.ApplyAsync(Here, Put("key", "value"), Cancel);
        for (var survived = 0; ; survived++)
        {
            disk.Left = survived;
            var failed = await Record.ExceptionAsync(() => BackUpAsync(engine));
            disk.Left = int.MaxValue;
            if (failed is null)
            {
                Assert.InRange(survived, 260, 1000);
                break;
            }

            Assert.False(Directory.Exists(Backup));
            Assert.False(Directory.Exists(Path.Combine(Data, "backing-up")));
            survived += survived is > 8 and < 250 ? 16 : 0;
        }

        Assert.Null(engine.ReadOnlyReason());
        await LocalRestore.RunAsync(Backup, Restored, Cancel);
    }

    [Fact]
    public async Task Half_a_backup_is_named_as_such_and_what_was_gathered_for_it_is_removed()
    {
        await using (var engine = await OpenAsync())
        {
            await BackUpAsync(engine);
        }

        // What a process that is killed in the middle leaves.
        File.Move(Path.Combine(Backup, "backup"), Path.Combine(Backup, "unfinished-backup"));
        Directory.CreateDirectory(Path.Combine(Data, "backing-up", "rows"));
        await RefusedAsync(LocalRestore.RunAsync(Backup, Restored, Cancel), "a backup that is not finished");
        await RefusedAsync(OpenAsync(new LocalEngineOptions { Directory = Backup }), "a backup that is not finished");
        await using var again = await OpenAsync();
        Assert.False(Directory.Exists(Path.Combine(Data, "backing-up")));
        await RefusedAsync(BackUpAsync(again), "a backup that is not finished");
    }

    [Fact]
    public async Task Half_a_restored_store_is_named_as_such()
    {
        await using (var engine = await OpenAsync())
        {
            await BackUpAsync(engine);
        }

        await LocalRestore.RunAsync(Backup, Restored, Cancel);
        await File.WriteAllBytesAsync(Path.Combine(Restored, "unfinished-restore"), [], Cancel);
        var half = new LocalEngineOptions { Directory = Restored };
        await RefusedAsync(OpenAsync(half), "a restored store that is not finished");
        await RefusedAsync(LocalRestore.RunAsync(Backup, Restored, Cancel), "a restored store that is not finished");
    }

    [Fact]
    public async Task A_restoration_that_fails_at_any_sync_leaves_nothing()
    {
        await using (var engine = await OpenAsync())
        {
            await WriteAsync(engine, Bytes.Pattern(1_000));
            await BackUpAsync(engine);
        }

        for (var survived = 0; ; survived++)
        {
            var disk = new FailingLater { Left = survived };
            var failed = await Record.ExceptionAsync(() => LocalRestore.RunAsync(Backup, Restored, disk, Cancel));
            if (failed is null)
            {
                Assert.InRange(survived, 260, 1000);
                break;
            }

            Assert.False(Directory.Exists(Restored));
            survived += survived is > 8 and < 250 ? 16 : 0;
        }

        await (await OpenAsync(new LocalEngineOptions { Directory = Restored })).DisposeAsync();
    }

    [Fact]
    public async Task A_backup_onto_a_full_disk_is_a_clear_error_and_leaves_nothing()
    {
        using var disk = SmallDisk.Mount(32);
        disk.FillUp();
        var target = Path.Combine(disk.Path, "backup");
        await using var engine = await OpenAsync();
        await WriteAsync(engine, Bytes.Pattern(1_000_000));
        await RefusedAsync(engine.BackUp!(target, Cancel), "The disk is full");
        Assert.False(Directory.Exists(target));
        File.Delete(Path.Combine(disk.Path, "other"));
        var summary = await engine.BackUp!(target, Cancel);
        Assert.Equal(summary.Bytes, summary.CopiedBytes);
        await LocalRestore.RunAsync(target, Restored, Cancel);
    }

    [Fact]
    public async Task A_restoration_onto_a_full_disk_is_a_clear_error_and_leaves_nothing()
    {
        using var disk = SmallDisk.Mount(32);
        await using (var engine = await OpenAsync())
        {
            await WriteAsync(engine, Bytes.Pattern(1_000_000));
            var summary = await BackUpAsync(engine);
            Assert.InRange(summary.CopiedBytes, 0, 100_000);
        }

        disk.FillUp();
        await RefusedAsync(LocalRestore.RunAsync(Backup, Path.Combine(disk.Path, "data"), Cancel), "The disk is full");
        Assert.Equal(["other"], Directory.GetFileSystemEntries(disk.Path).Select(Path.GetFileName));
    }

    public override void Dispose()
    {
        _elsewhere.Dispose();
        base.Dispose();
    }

    private Task<BackupSummary> BackUpAsync(StorageEngine engine) => engine.BackUp!(Backup, Cancel);

    private static async Task RefusedAsync(Task refused, string said)
    {
        var error = await Assert.ThrowsAsync<DataDirectoryException>(() => refused);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }
}
