using Ossa.Storage;
using Ossa.Storage.Local.Blobs;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>Files of blobs that stay open between two readings.</summary>
public sealed class OpenFilesTests : LocalTest
{
    private const int MaxFiles = 256;
    private const int BlobBytes = 300_000;

    [Fact]
    public void A_file_that_is_found_again_is_the_same_one_until_it_is_removed()
    {
        using var files = new OpenFiles();
        var file = Keep(files, BlobId.New());
        Assert.Same(file, files.Find(IdOf(file)));
        Assert.Null(files.Find(BlobId.New()));
        files.Remove(IdOf(file));
        Assert.Null(files.Find(IdOf(file)));
        // Whoever is still reading it does so to his end.
        Assert.False(file.Handle.IsClosed);
        file.Leave();
        AssertClosed(file);
    }

    [Fact]
    public void A_file_that_was_removed_while_it_was_opened_is_not_kept()
    {
        using var files = new OpenFiles();
        var removed = files.Removed;
        var file = Open(BlobId.New());
        files.Remove(IdOf(file));
        files.Keep(file, removed);
        Assert.Null(files.Find(IdOf(file)));
        Assert.False(file.Handle.IsClosed);
        file.Leave();
        AssertClosed(file);
    }

    [Fact]
    public void A_file_that_is_opened_anew_takes_the_place_of_the_one_before_which_then_removes_nothing()
    {
        using var files = new OpenFiles();
        var id = BlobId.New();
        var (first, second) = (Keep(files, id), Keep(files, id));
        AssertClosed(first);
        files.Drop(first);
        Assert.Same(second, files.Find(id));
        files.Drop(second);
        Assert.Null(files.Find(id));
        Assert.False(second.Handle.IsClosed);
        second.Leave();
        AssertClosed(second);
    }

    [Fact]
    public void The_one_that_was_not_read_for_longest_is_closed_where_there_are_too_many_and_all_at_the_end()
    {
        var files = new OpenFiles();
        var kept = Enumerable.Range(0, MaxFiles).Select(_ => Keep(files, BlobId.New())).ToList();
        files.Find(IdOf(kept[0]))!.Leave();
        kept.Add(Keep(files, BlobId.New()));
        AssertClosed(kept[1]);
        Assert.Equal([kept[1]], kept.Where(file => file.Handle.IsClosed));
        files.Dispose();
        Assert.All(kept, AssertClosed);
    }

    [Fact]
    public async Task A_blob_that_is_read_again_stays_open_and_its_space_is_free_once_it_is_deleted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says in /proc what is open.");
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine);
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
            Assert.Equal(Bytes.Pattern(BlobBytes), await ReadAllAsync(reading!));
        }

        Assert.Equal(0, CountOpen(id));
    }

    [Fact]
    public async Task A_file_that_stays_open_is_missed_all_the_same_where_somebody_else_removes_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux do files stay open.");
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine);
        await ReadOftenAsync(engine, id);
        // Nobody is locked out.
        await using (File.OpenWrite(PathOf(id))) { }
        File.Delete(PathOf(id));
        Assert.Null(await engine.Blobs.OpenAsync(id, Cancel));
        Assert.Equal(0, CountOpen(id));
    }

    [Fact]
    public async Task A_file_in_the_place_of_one_that_stays_open_is_read_and_not_that_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux do files stay open.");
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine);
        await ReadOftenAsync(engine, id);
        var (path, good, bad) = (PathOf(id), PathOf(id) + ".good", PathOf(id) + ".bad");
        File.Copy(path, good);
        File.SetLastWriteTimeUtc(good, DateTime.UnixEpoch);
        File.Move(path, bad);
        File.Move(good, path);
        await using (var file = File.OpenWrite(bad))
        {
            file.Write(new byte[1000]);
        }

        await ReadOftenAsync(engine, id);
        Assert.Equal(1, CountOpen(id));
    }

    private static async Task<BlobId> WriteAsync(StorageEngine engine)
    {
        var id = BlobId.New();
        await using var writer = await engine.Blobs.CreateAsync(id, Cancel);
        await writer.WriteAsync(Bytes.Pattern(BlobBytes), Cancel);
        await writer.CompleteAsync(Cancel);
        return id;
    }

    /// <summary>Reads it whole, until it stays open and once more.</summary>
    private static async Task ReadOftenAsync(StorageEngine engine, BlobId id)
    {
        for (var i = 0; i < 4; i++)
        {
            await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
            Assert.Equal(Bytes.Pattern(BlobBytes), await ReadAllAsync(reader!));
        }
    }

    private static async Task<byte[]> ReadAllAsync(IBlobReader reader)
    {
        var (whole, read) = (new byte[BlobBytes], 0);
        while (await reader.ReadAsync(read, whole.AsMemory(read), Cancel) is var count and > 0)
        {
            read += count;
        }

        return whole;
    }

    private static int CountOpen(BlobId id) =>
        Directory
            .GetFiles("/proc/self/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .Count(target => target?.Contains($"{id}", StringComparison.Ordinal) is true);

    private static OpenFile Keep(OpenFiles files, BlobId id)
    {
        var file = Open(id);
        files.Keep(file, files.Removed);
        file.Leave();
        return file;
    }

    private static OpenFile Open(BlobId id)
    {
        var handle = File.OpenHandle(typeof(OpenFilesTests).Assembly.Location);
        var trailer = new BlobTrailer(id, 0, BlobTrailer.DefaultBlockBytes, 0);
        return new OpenFile(handle, new VerifiedFile(FileStamp.Of(handle), trailer, DateTimeOffset.MaxValue));
    }

    private static BlobId IdOf(OpenFile file) => file.Known.Trailer.Id;

    /// <summary>On the pool, if nobody else has.</summary>
    private static void AssertClosed(OpenFile file) =>
        Assert.True(SpinWait.SpinUntil(() => file.Handle.IsClosed, TimeSpan.FromSeconds(30)));
}
