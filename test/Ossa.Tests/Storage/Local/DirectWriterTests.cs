using Microsoft.Win32.SafeHandles;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Blobs;
using Ossa.Storage.Local.FileSystem;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class DirectWriterTests : LocalTest
{
    private const int Mebibyte = 1024 * 1024;
    private const int Piece = 16 * 1024;
    private readonly DirectDisk _disk = new();

    [Theory]
    [InlineData(Mebibyte + 1)]
    [InlineData(Mebibyte + (512 * 1024) - 1)]
    [InlineData(Mebibyte + (512 * 1024))]
    [InlineData(Mebibyte + (512 * 1024) + 1)]
    [InlineData(5 * Mebibyte)]
    [InlineData((20 * Mebibyte) + 4097)]
    public async Task A_large_blob_goes_past_the_cache_and_is_synced_when_all_of_it_was_written(int length)
    {
        await using var engine = await OpenAsync(OnDisk());
        _disk.TakeCalls();
        var bytes = Bytes.Pattern(length);
        var id = await WriteAsync(engine, bytes);
        Assert.Equal(["bypass", "use", "sync"], _disk.TakeCalls());
        Assert.Equal(bytes, await ReadAsync(engine, id));
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(Mebibyte)]
    public async Task A_blob_that_may_be_read_soon_does_not(int length)
    {
        await using var engine = await OpenAsync(OnDisk());
        _disk.TakeCalls();
        var bytes = Bytes.Pattern(length);
        var id = await WriteAsync(engine, bytes);
        Assert.Equal(["sync"], _disk.TakeCalls());
        Assert.Equal(bytes, await ReadAsync(engine, id));
    }

    [Fact]
    public async Task A_file_system_that_refuses_is_asked_once()
    {
        var refusing = new DirectDisk { Refuses = true };
        await using var engine = await OpenAsync(OnDisk() with { DiskSync = refusing });
        refusing.TakeCalls();
        var bytes = Bytes.Pattern(3 * Mebibyte);
        var first = await WriteAsync(engine, bytes);
        var second = await WriteAsync(engine, bytes);
        Assert.Equal(["bypass", "sync", "sync"], refusing.TakeCalls());
        Assert.Equal(bytes, await ReadAsync(engine, first));
        Assert.Equal(bytes, await ReadAsync(engine, second));
    }

    [Fact]
    public async Task Only_so_many_blobs_at_a_time_take_memory_and_threads_for_it()
    {
        await using var engine = await OpenAsync(OnDisk());
        _disk.TakeCalls();
        var bytes = Bytes.Pattern(2 * Mebibyte);
        var writers = new List<IBlobWriter>();
        for (var i = 0; i < DirectWriters.Most + 1; i++)
        {
            writers.Add(await engine.Blobs.CreateAsync(BlobId.New(), Cancel));
            await writers[i].WriteAsync(bytes, Cancel);
        }

        Assert.Equal(Enumerable.Repeat("bypass", DirectWriters.Most), _disk.TakeCalls());
        // One that was completed and one that was given up make room.
        await using (writers[0])
        {
            Assert.Equal(bytes, await ReadAsync(engine, await writers[0].CompleteAsync(Cancel)));
        }

        await writers[1].DisposeAsync();
        _disk.TakeCalls();
        foreach (var writer in writers[2..])
        {
            await writer.WriteAsync(bytes, Cancel);
            Assert.Equal(bytes.Concat(bytes), await ReadAsync(engine, await writer.CompleteAsync(Cancel)));
        }

        Assert.Single(_disk.TakeCalls(), "bypass");
    }

    [Fact]
    public async Task A_blob_that_is_given_up_amid_its_pieces_leaves_nothing()
    {
        await using var engine = await OpenAsync(OnDisk());
        var id = BlobId.New();
        await using (var writer = await engine.Blobs.CreateAsync(id, Cancel))
        {
            await writer.WriteAsync(Bytes.Pattern(10 * Mebibyte), Cancel);
            Assert.True(File.Exists(PathOf(id)));
        }

        Assert.False(File.Exists(PathOf(id)));
        Assert.Null(await engine.Blobs.OpenAsync(id, Cancel));
    }

    [Fact]
    public async Task Bytes_of_any_length_come_out_as_they_went_in()
    {
        using var file = Create(FileAccess.ReadWrite);
        var ended = 0;
        var bytes = Bytes.Pattern((20 * Piece) + 1234);
        await using (var writer = Begin(file, offset: 0, () => ended++))
        {
            int[] lengths = [1, 3 * Piece, 4999, Piece, Piece - 1, 100];
            for (int at = 0, i = 0; at < bytes.Length; i++)
            {
                var count = Math.Min(lengths[i % lengths.Length], bytes.Length - at);
                await writer.WriteAsync(bytes.AsMemory(at, count), Cancel);
                at += count;
            }

            await writer.FinishAsync(Cancel);
            Assert.Equal(0, ended);
        }

        Assert.Equal(bytes, Read(file));
        Assert.Equal(1, ended);
    }

    /// <summary>So does what stands at an offset where the disk has no block beginning.</summary>
    [Fact]
    public async Task What_the_file_system_refuses_to_write_so_goes_by_way_of_the_cache()
    {
        using var file = Create(FileAccess.ReadWrite);
        var bytes = Bytes.Pattern(5 * Piece);
        await using (var writer = Begin(file, offset: 100))
        {
            await writer.WriteAsync(bytes, Cancel);
            await writer.FinishAsync(Cancel);
        }

        Assert.Equal([.. new byte[100], .. bytes], Read(file));
    }

    [Fact]
    public async Task A_piece_that_could_not_be_written_is_told_and_nothing_after_it_is_written()
    {
        using var file = Create(FileAccess.Read);
        await using var writer = Begin(file, offset: 0);
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            // One more than there is memory for: somebody has to tell by then.
            for (var i = 0; i < 6; i++)
            {
                await writer.WriteAsync(Bytes.Pattern(Piece), Cancel);
            }
        });
        await Assert.ThrowsAnyAsync<Exception>(async () => await writer.FinishAsync(Cancel));
        Assert.Equal(0, RandomAccess.GetLength(file));
    }

    private LocalEngineOptions OnDisk() => new() { Directory = Data, DiskSync = _disk };

    private DirectWriter Begin(SafeFileHandle file, long offset, Action? ended = null)
    {
        _disk.TryBypassCache(file);
        return new DirectWriter(file, offset, Piece, _disk, ended ?? (() => { }));
    }

    private SafeFileHandle Create(FileAccess access)
    {
        Directory.CreateDirectory(Data);
        var path = Path.Combine(Data, "file");
        File.WriteAllBytes(path, []);
        return File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite);
    }

    private static byte[] Read(SafeFileHandle file)
    {
        var bytes = new byte[RandomAccess.GetLength(file)];
        Assert.Equal(bytes.Length, RandomAccess.Read(file, bytes, 0));
        return bytes;
    }
}
