using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Ossa.Storage;
using Ossa.Storage.Local;
using Ossa.Storage.Local.Blobs;
using Ossa.Storage.Local.FileSystem;
using Xunit;

namespace Ossa.Tests.Storage.Local;

/// <summary>Blobs that are written past the page cache, after their first MiB.</summary>
public sealed class DirectWriterTests : LocalTest
{
    private const int First = 1024 * 1024;
    private const int Piece = 512 * 1024;
    private const int IoError = 5;
    private const int InvalidArgument = 22;
    private const int NoSpace = 28;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectDisk _disk = new();

    public override void Dispose()
    {
        _disk.Go.Set();
        base.Dispose();
        _disk.Dispose();
    }

    [Theory]
    [InlineData(100_000, 0)]
    [InlineData(First, 0)]
    [InlineData(First + Piece - 1000, 0)]
    [InlineData(First + Piece, 1)]
    [InlineData(First + Piece + 1, 1)]
    [InlineData((3 * Piece) + First + 4097, 3)]
    [InlineData((40 * Piece) + First, 40)]
    public async Task Whole_pieces_after_the_first_mebibyte_go_past_the_cache_and_all_is_synced_then(
        int length,
        int pieces
    )
    {
        await using var engine = await OpenAsync(On(_disk));
        _disk.TakeCalls();
        var bytes = Bytes.Pattern(length);
        var id = await WriteAsync(engine, bytes);
        string[] direct = pieces == 0 ? [] : ["bypass", .. Offsets(pieces), "use"];
        Assert.Equal([.. direct, "sync"], _disk.TakeCalls());
        Assert.Equal(bytes, await ReadAsync(engine, id));
    }

    [Fact]
    public async Task What_comes_in_parts_of_any_length_comes_out_whole()
    {
        await using var engine = await OpenAsync(On(_disk));
        var bytes = Bytes.Pattern((12 * Piece) + 1234);
        int[] lengths = [1, 3 * Piece, 4999, Piece, Piece - 1, 100];
        await using var writer = await engine.Blobs.CreateAsync(BlobId.New(), Cancel);
        for (int at = 0, i = 0; at < bytes.Length; i++)
        {
            var count = Math.Min(lengths[i % lengths.Length], bytes.Length - at);
            await writer.WriteAsync(bytes.AsMemory(at, count), Cancel);
            at += count;
        }

        Assert.Equal(bytes, await ReadAsync(engine, await writer.CompleteAsync(Cancel)));
    }

    [Fact]
    public async Task On_Linux_the_system_is_told_and_told_otherwise_before_the_end()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(),
            "Only Linux has O_DIRECT, and says in /proc what a file is open for."
        );
        using var file = Create(Path.Combine(Data, "file"));
        var disk = new LinuxDiskSync();
        Assert.False(OpenFlags.IsDirect(file));
        Assert.SkipUnless(
            disk.TryBypassCache(file),
            $"The file system of {Data} has no O_DIRECT; set TMPDIR to another."
        );
        Assert.True(OpenFlags.IsDirect(file));
        using var piece = (IDisposable)new AlignedBuffer(AlignedBuffer.Alignment);
        var bytes = Bytes.Pattern(AlignedBuffer.Alignment);
        bytes.CopyTo(((AlignedBuffer)piece).GetSpan());
        ((IDiskSync)disk).WriteDirect(file, ((AlignedBuffer)piece).GetSpan(), 0);
        disk.UseCache(file);
        Assert.False(OpenFlags.IsDirect(file));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(Data, "file"), Cancel));
    }

    [Fact]
    public async Task Nothing_goes_past_the_cache_where_the_operator_says_so()
    {
        await using var engine = await OpenAsync(On(_disk) with { DirectIo = false });
        _disk.TakeCalls();
        await WriteAsync(engine, Bytes.Pattern(First + (2 * Piece)));
        Assert.Equal(["sync"], _disk.TakeCalls());
    }

    [Fact]
    public async Task A_file_system_that_refuses_is_asked_once_and_the_disk_begins_early()
    {
        using var disk = new DirectDisk { Refuses = true };
        await using var engine = await OpenAsync(On(disk));
        disk.TakeCalls();
        var bytes = Bytes.Pattern(First + (2 * Piece));
        var first = await WriteAsync(engine, bytes);
        Assert.Equal(["bypass", "sync"], disk.TakeCalls());
        Assert.Equal([First, First + Piece], disk.TakeBegun());
        var second = await WriteAsync(engine, bytes);
        Assert.Equal(["sync"], disk.TakeCalls());
        Assert.Equal(bytes, await ReadAsync(engine, first));
        Assert.Equal(bytes, await ReadAsync(engine, second));
    }

    [Fact]
    public async Task A_file_system_that_refuses_only_when_it_is_to_write_is_believed_then()
    {
        using var disk = new DirectDisk { FailsAt = 2, Errno = InvalidArgument };
        await using var engine = await OpenAsync(On(disk));
        disk.TakeCalls();
        var bytes = Bytes.Pattern(First + (3 * Piece));
        var first = await WriteAsync(engine, bytes);
        Assert.Equal(["bypass", .. Offsets(2), "use", "sync"], disk.TakeCalls());
        // The first piece, too: other file systems say nothing, and go by way of the cache all the same.
        Assert.Equal([First, First + Piece, First + (2 * Piece)], disk.TakeBegun());
        await WriteAsync(engine, bytes);
        Assert.Equal(["sync"], disk.TakeCalls());
        Assert.Equal(bytes, await ReadAsync(engine, first));
    }

    [Theory]
    [InlineData(NoSpace)]
    [InlineData(IoError)]
    public async Task After_a_piece_that_failed_nothing_more_is_written_and_the_blob_is_gone(int errno)
    {
        using var disk = new DirectDisk { FailsAt = 2, Errno = errno };
        await using var engine = await OpenAsync(On(disk));
        var id = BlobId.New();
        await using (var writer = await engine.Blobs.CreateAsync(id, Cancel))
        {
            disk.TakeCalls();
            var error = await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                // At the latest it is told when all memory of the blob was taken once.
                for (var i = 0; i < 20; i++)
                {
                    await writer.WriteAsync(Bytes.Pattern(Piece), Cancel);
                }
            });
            Assert.IsType(errno == NoSpace ? typeof(StoreFullException) : typeof(IOException), error);
        }

        Assert.Equal(["bypass", .. Offsets(2)], disk.TakeCalls());
        Assert.False(File.Exists(PathOf(id)));
        Assert.Null(engine.ReadOnlyReason());
        Assert.NotEqual(default, await WriteAsync(engine, Bytes.Pattern(First + Piece)));
    }

    [Fact]
    public async Task A_failure_of_the_last_piece_is_told_at_the_end()
    {
        using var disk = new DirectDisk { FailsAt = 1, Errno = NoSpace };
        await using var engine = await OpenAsync(On(disk));
        await using var writer = await engine.Blobs.CreateAsync(BlobId.New(), Cancel);
        await writer.WriteAsync(Bytes.Pattern(First + Piece), Cancel);
        await Assert.ThrowsAsync<StoreFullException>(async () => await writer.CompleteAsync(Cancel));
    }

    [Fact]
    public async Task What_waits_for_the_disk_counts_as_taken()
    {
        var room = FreeSpace.ReserveBytes + (2 * Piece);
        await using var engine = await OpenAsync(On(_disk) with { FreeSpace = new FreeSpace(() => room, () => 0) });
        await using var writer = await engine.Blobs.CreateAsync(BlobId.New(), Cancel);
        _disk.Go.Reset();
        await writer.WriteAsync(Bytes.Pattern(First + Piece), Cancel);
        await Assert
            .ThrowsAsync<StoreFullException>(async () => await writer.WriteAsync(Bytes.Pattern(2 * Piece), Cancel))
            .WaitAsync(Patience, Cancel);
        _disk.Go.Set();
        await writer.DisposeAsync();
        Assert.NotEqual(default, await WriteAsync(engine, Bytes.Pattern(First + Piece)));
    }

    [Fact]
    public async Task Whoever_waits_for_the_disk_can_be_cancelled_and_is_given_up_once_it_has_written()
    {
        await using var engine = await OpenAsync(On(_disk));
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var id = BlobId.New();
        var writer = await engine.Blobs.CreateAsync(id, Cancel);
        _disk.Go.Reset();
        var writing = writer.WriteAsync(Bytes.Pattern(First + (5 * Piece)), cancelled.Token).AsTask();
        Assert.True(_disk.IsWriting.Wait(Patience, Cancel));
        Assert.False(writing.IsCompleted);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing).WaitAsync(Patience, Cancel);
        _disk.TakeCalls();
        var disposing = writer.DisposeAsync().AsTask();
        await Task.Delay(50, Cancel);
        Assert.False(disposing.IsCompleted);
        _disk.Go.Set();
        await disposing.WaitAsync(Patience, Cancel);
        Assert.Empty(_disk.TakeCalls());
        Assert.False(File.Exists(PathOf(id)));
    }

    [Fact]
    public async Task All_files_together_take_so_much_memory_and_give_it_back()
    {
        var writers = new DirectWriters(_disk, new DirectWriting(FirstByte: 0, PieceBytes: AlignedBuffer.Alignment));
        using var file = Create(Path.Combine(Data, "file"));
        for (var round = 0; round < 2; round++)
        {
            var begun = new List<DirectWriter>();
            while (writers.TryBegin(file, 0) is { } writer)
            {
                begun.Add(writer);
            }

            Assert.Equal(DirectWriters.MostPieces / DirectWriter.FewestPieces, begun.Count);
            Assert.Null(writers.TryTakePiece());
            foreach (var writer in begun)
            {
                await writer.DisposeAsync();
            }
        }
    }

    /// <summary>Memory that malloc has back from one thread is not what it gives to another.</summary>
    [Fact]
    public void Memory_that_was_given_back_is_taken_again_while_as_much_is_in_use()
    {
        var writers = new DirectWriters(_disk, new DirectWriting(FirstByte: 0, PieceBytes: AlignedBuffer.Alignment));
        var taken = Enumerable.Range(0, 4).Select(_ => writers.TryTakePiece()!).ToList();
        writers.GiveBack(taken[0]);
        writers.GiveBack(taken[1]);
        Assert.Throws<InvalidOperationException>(() => writers.GiveBack(taken[0]));
        Assert.Same(taken[1], writers.TryTakePiece());
        Assert.Same(taken[0], writers.TryTakePiece());
        writers.GiveBack(taken[0]);
        writers.GiveBack(taken[1]);
        writers.GiveBack(taken[2]);
        // One is in use, so that one is kept.
        Assert.Equal([false, true, true], [IsFreed(taken[0]), IsFreed(taken[1]), IsFreed(taken[2])]);
        writers.GiveBack(taken[3]);
        Assert.All(taken, piece => Assert.True(IsFreed(piece)));
    }

    private static bool IsFreed(AlignedBuffer piece)
    {
        try
        {
            return piece.GetSpan().IsEmpty;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    /// <summary>It goes on with that where there is no more.</summary>
    [Fact]
    public async Task A_file_needs_two_pieces_of_memory_and_no_more()
    {
        const int Small = AlignedBuffer.Alignment;
        var writers = new DirectWriters(_disk, new DirectWriting(FirstByte: 0, PieceBytes: Small));
        using var file = Create(Path.Combine(Data, "file"));
        await using var writer = writers.TryBegin(file, 0)!;
        var others = new List<AlignedBuffer>();
        while (writers.TryTakePiece() is { } piece)
        {
            others.Add(piece);
        }

        var bytes = Bytes.Pattern(20 * Small);
        await writer.WriteAsync(bytes, Cancel).AsTask().WaitAsync(Patience, Cancel);
        await writer.FinishAsync(Cancel);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(Data, "file"), Cancel));
        others.ForEach(writers.GiveBack);
        Assert.Equal(0, writers.UnwrittenBytes);
    }

    [Fact]
    public async Task What_comes_slower_than_it_is_written_gives_back_memory_beyond_two_pieces()
    {
        const int Small = AlignedBuffer.Alignment;
        var writers = new DirectWriters(_disk, new DirectWriting(FirstByte: 0, PieceBytes: Small));
        using var file = Create(Path.Combine(Data, "file"));
        await using var writer = writers.TryBegin(file, 0)!;
        _disk.Go.Reset();
        await writer.WriteAsync(Bytes.Pattern(4 * Small), Cancel).AsTask().WaitAsync(Patience, Cancel);
        Assert.Equal(4 * Small, writers.UnwrittenBytes);
        Assert.Equal(4, Held());
        _disk.Go.Set();
        for (var held = 4; held > DirectWriter.FewestPieces; held = Held())
        {
            // Each is the only one then, so that the others are free, at the latest a moment after this.
            Assert.True(SpinWait.SpinUntil(() => writers.UnwrittenBytes == 0, Patience));
            await writer.WriteAsync(Bytes.Pattern(Small), Cancel);
        }

        int Held()
        {
            var others = new List<AlignedBuffer>();
            while (writers.TryTakePiece() is { } piece)
            {
                others.Add(piece);
            }

            others.ForEach(writers.GiveBack);
            return DirectWriters.MostPieces - others.Count;
        }
    }

    private static IEnumerable<string> Offsets(int pieces) =>
        Enumerable.Range(0, pieces).Select(i => string.Create(CultureInfo.InvariantCulture, $"{First + (i * Piece)}"));

    private LocalEngineOptions On(DirectDisk disk) => new() { Directory = Data, DiskSync = disk };

    private static SafeFileHandle Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite);
    }
}
