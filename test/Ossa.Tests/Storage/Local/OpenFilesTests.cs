using Microsoft.Win32.SafeHandles;
using Ossa.Storage;
using Ossa.Storage.Local.Blobs;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>Files of blobs that stay open between two readings.</summary>
public sealed class OpenFilesTests : LocalTest
{
    private const int MaxFiles = 256;

    [Fact]
    public void A_file_that_is_found_again_is_the_same_one_until_it_is_removed()
    {
        using var files = new OpenFiles();
        var id = BlobId.New();
        var handle = Open();
        var first = files.Add(id, handle, files.Removed);
        first.Leave();
        Assert.Same(first, files.Find(id));
        Assert.Null(files.Find(BlobId.New()));
        files.Remove(id);
        Assert.Null(files.Find(id));
        // Whoever is still reading it does so to his end.
        Assert.False(handle.IsClosed);
        first.Leave();
        Assert.True(handle.IsClosed);
    }

    [Fact]
    public void A_file_that_was_removed_while_it_was_opened_is_not_kept()
    {
        using var files = new OpenFiles();
        var id = BlobId.New();
        var removed = files.Removed;
        var handle = Open();
        files.Remove(id);
        var file = files.Add(id, handle, removed);
        Assert.False(handle.IsClosed);
        Assert.Null(files.Find(id));
        file.Leave();
        Assert.True(handle.IsClosed);
    }

    [Fact]
    public void A_file_that_is_opened_anew_takes_the_place_of_the_one_before()
    {
        using var files = new OpenFiles();
        var id = BlobId.New();
        SafeFileHandle[] handles = [Open(), Open()];
        foreach (var handle in handles)
        {
            files.Add(id, handle, files.Removed).Leave();
        }

        Assert.True(handles[0].IsClosed);
        var found = files.Find(id)!;
        Assert.Same(handles[1], found.Handle);
        found.Leave();
    }

    [Fact]
    public void The_one_that_was_not_read_for_longest_is_closed_where_there_are_too_many_and_all_at_the_end()
    {
        var files = new OpenFiles();
        var ids = Enumerable.Range(0, MaxFiles + 1).Select(_ => BlobId.New()).ToArray();
        var handles = ids.Select(_ => Open()).ToArray();
        for (var i = 0; i < MaxFiles; i++)
        {
            files.Add(ids[i], handles[i], files.Removed).Leave();
        }

        files.Find(ids[0])!.Leave();
        files.Add(ids[^1], handles[^1], files.Removed).Leave();
        Assert.Equal([1], Enumerable.Range(0, ids.Length).Where(i => handles[i].IsClosed));
        files.Dispose();
        Assert.All(handles, handle => Assert.True(handle.IsClosed));
    }

    [Fact]
    public async Task A_blob_that_is_read_again_stays_open_and_its_space_is_free_once_it_is_deleted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says in /proc what is open.");
        await using var engine = await OpenAsync();
        var id = BlobId.New();
        await using (var writer = await engine.Blobs.CreateAsync(id, Cancel))
        {
            await writer.WriteAsync(Bytes.Pattern(300_000), Cancel);
            await writer.CompleteAsync(Cancel);
        }

        for (var open = 0; open < 3; open++)
        {
            Assert.Equal(open == 2 ? 1 : 0, CountOpen(id));
            await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
            Assert.Equal(10, await reader!.ReadAsync(0, new byte[10], Cancel));
            Assert.Equal(1, CountOpen(id));
        }

        await using (var reading = await engine.Blobs.OpenAsync(id, Cancel))
        {
            await engine.Blobs.DeleteAsync([id], Cancel);
            Assert.Null(await engine.Blobs.OpenAsync(id, Cancel));
            Assert.Equal(1, CountOpen(id));
            var whole = new byte[300_000];
            Assert.Equal(whole.Length, await ReadAllAsync(reading!, whole));
            Assert.Equal(Bytes.Pattern(300_000), whole);
        }

        Assert.Equal(0, CountOpen(id));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_stays_open_is_missed_all_the_same_where_somebody_else_removes_or_replaces_it(
        bool isReplaced
    )
    {
        await using var engine = await OpenAsync();
        var id = BlobId.New();
        await using (var writer = await engine.Blobs.CreateAsync(id, Cancel))
        {
            await writer.WriteAsync(Bytes.Pattern(300_000), Cancel);
            await writer.CompleteAsync(Cancel);
        }

        for (var open = 0; open < 3; open++)
        {
            await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
            Assert.NotNull(reader);
        }

        var path = PathOf(id);
        // Nobody is locked out.
        await using (File.OpenWrite(path)) { }
        var other = path + ".other";
        await File.WriteAllBytesAsync(other, Bytes.Pattern(300_000, seed: 2), Cancel);
        if (isReplaced)
        {
            File.Move(other, path, overwrite: true);
            await Assert.ThrowsAsync<DamagedBlobException>(() => engine.Blobs.OpenAsync(id, Cancel).AsTask());
        }
        else
        {
            File.Delete(path);
            Assert.Null(await engine.Blobs.OpenAsync(id, Cancel));
        }
    }

    private static async Task<int> ReadAllAsync(IBlobReader reader, byte[] whole)
    {
        var read = 0;
        while (await reader.ReadAsync(read, whole.AsMemory(read), Cancel) is var count and > 0)
        {
            read += count;
        }

        return read;
    }

    private static int CountOpen(BlobId id) =>
        Directory
            .GetFiles("/proc/self/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .Count(target => target?.Contains($"{id}", StringComparison.Ordinal) is true);

    private static SafeFileHandle Open() => File.OpenHandle(typeof(OpenFilesTests).Assembly.Location);
}
