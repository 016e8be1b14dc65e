using Ossa.Storage;
using Xunit;

namespace Ossa.Tests.Storage;

/// <summary>What every engine promises about blobs.</summary>
public abstract class BlobSuite : EngineSuite
{
    private const int Block = 256 * 1024;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(Block - 1, 1000)]
    [InlineData(Block, Block)]
    [InlineData(Block + 1, Block + 1)]
    [InlineData(5 * 1024 * 1024, 100_003)]
    [InlineData(5 * 1024 * 1024, 1_000_003)]
    public async Task A_blob_is_read_back_as_it_was_written(int length, int step)
    {
        var bytes = Bytes.Pattern(length);
        var id = await WriteAsync(bytes, step);
        Assert.Equal(bytes, await ReadAllAsync(id, 70_001));
        Assert.Equal(bytes, await ReadAllAsync(id, 2 * Block));
    }

    [Fact]
    public async Task Ranges_are_read_at_any_offset()
    {
        var bytes = Bytes.Pattern(3 * Block + 17);
        var id = await WriteAsync(bytes, Block);
        await using var reader = await Blobs.OpenAsync(id, Cancel);
        int[] offsets = [0, 1, 4095, Block - 1, Block, Block + 1, 2 * Block - 7, 3 * Block, 3 * Block + 16];
        foreach (var offset in offsets.Concat(offsets.Reverse()))
        {
            foreach (var length in (int[])[1, 13, 5000, Block])
            {
                Assert.Equal(bytes.Skip(offset).Take(length), await ReadAsync(reader!, offset, length));
            }
        }
    }

    [Fact]
    public async Task What_is_found_in_a_file_is_what_was_written()
    {
        var bytes = Bytes.Pattern(3 * Block + 17);
        var id = await WriteAsync(bytes, Block);
        await ReadAllAsync(id, Block);
        await using var reader = await Blobs.OpenAsync(id, Cancel);
        foreach (var offset in (int[])[0, 1, Block - 1, Block, 3 * Block, 3 * Block + 16])
        {
            foreach (var length in (int[])[1, 5000, Block, 2 * Block])
            {
                if (reader!.FindFile(offset, length) is { } part)
                {
                    Assert.InRange(part.Length, 1, length);
                    var found = new byte[part.Length];
                    Assert.Equal(part.Length, RandomAccess.Read(part.File, found, part.Offset));
                    Assert.Equal(bytes[offset..(offset + part.Length)], found);
                }
            }
        }

        Assert.Null(reader!.FindFile(bytes.Length, 1));
    }

    [Fact]
    public async Task A_read_at_or_behind_the_end_gives_nothing()
    {
        var id = await WriteAsync(Bytes.Pattern(100), 100);
        await using var reader = await Blobs.OpenAsync(id, Cancel);
        Assert.Equal(100, reader!.Length);
        Assert.Equal(0, await reader.ReadAsync(100, new byte[10], Cancel));
        Assert.Equal(0, await reader.ReadAsync(long.MaxValue, new byte[10], Cancel));
        Assert.Equal(0, await reader.ReadAsync(0, Memory<byte>.Empty, Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => reader.ReadAsync(-1, new byte[1], Cancel).AsTask());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * Block)]
    public async Task An_abandoned_blob_leaves_nothing(int length)
    {
        var writer = await Blobs.CreateAsync(BlobId.New(), Cancel);
        await writer.WriteAsync(Bytes.Pattern(length), Cancel);
        await writer.DisposeAsync();
        Assert.Empty(await ListAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.CompleteAsync(Cancel).AsTask());
    }

    [Fact]
    public async Task A_blob_is_listed_from_its_completion_to_its_deletion()
    {
        await using var writer = await Blobs.CreateAsync(BlobId.New(), Cancel);
        await writer.WriteAsync(Bytes.Pattern(Block + 1), Cancel);
        Assert.Empty(await ListAsync());
        var one = await writer.CompleteAsync(Cancel);
        var other = await WriteAsync([1], 1);
        Assert.Equal(new HashSet<BlobId> { one, other }, (await ListAsync()).ToHashSet());
        await Blobs.DeleteAsync([one], Cancel);
        await Blobs.DeleteAsync([one], Cancel);
        Assert.Equal([other], await ListAsync());
        Assert.Null(await Blobs.OpenAsync(one, Cancel));
    }

    [Fact]
    public async Task Disposing_a_completed_writer_keeps_the_blob()
    {
        var writer = await Blobs.CreateAsync(BlobId.New(), Cancel);
        var id = await writer.CompleteAsync(Cancel);
        await writer.DisposeAsync();
        Assert.Empty(await ReadAllAsync(id, 10));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * Block)]
    public async Task An_open_reader_goes_on_when_its_blob_is_deleted(int length)
    {
        var bytes = Bytes.Pattern(length);
        var id = await WriteAsync(bytes, Block);
        await using var reader = await Blobs.OpenAsync(id, Cancel);
        Assert.Equal(bytes[..5], await ReadAsync(reader!, 0, 5));
        await Blobs.DeleteAsync([id], Cancel);
        Assert.Equal(bytes, await ReadAsync(reader!, 0, length));
    }

    [Fact]
    public async Task Blobs_written_at_the_same_time_do_not_mix()
    {
        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(seed => Task.Run(() => WriteAsync(Bytes.Pattern(400_000, seed), 7_001), Cancel))
        );
        foreach (var (seed, id) in ids.Index())
        {
            Assert.Equal(Bytes.Pattern(400_000, seed), await ReadAllAsync(id, Block));
        }
    }

    private async Task<BlobId> WriteAsync(byte[] bytes, int step)
    {
        await using var writer = await Blobs.CreateAsync(BlobId.New(), Cancel);
        foreach (var piece in bytes.Chunk(step))
        {
            var lent = piece.ToArray();
            await writer.WriteAsync(lent, Cancel);
            // The buffer is the caller's again.
            lent.AsSpan().Clear();
        }
        return await writer.CompleteAsync(Cancel);
    }

    private async Task<byte[]> ReadAllAsync(BlobId id, int step)
    {
        await using var reader = await Blobs.OpenAsync(id, Cancel);
        var all = new MemoryStream();
        while (all.Length < reader!.Length)
        {
            all.Write(await ReadAsync(reader, all.Length, step));
        }

        return all.ToArray();
    }

    private static async Task<byte[]> ReadAsync(IBlobReader reader, long offset, int length)
    {
        var buffer = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            var count = await reader.ReadAsync(offset + filled, buffer.AsMemory(filled), Cancel);
            if (count == 0)
            {
                break;
            }

            filled += count;
        }
        return buffer[..filled];
    }

    private async Task<List<BlobId>> ListAsync() => await Blobs.ListAsync(Cancel).ToListAsync(Cancel);
}
