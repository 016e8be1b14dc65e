using Microsoft.Extensions.Time.Testing;
using Ossa.Storage;
using Ossa.Storage.Local;
using Xunit;

namespace Ossa.Tests.Storage.Local;

public sealed class BlobDamageTests : LocalTest
{
    private const int Block = 256 * 1024;
    private const int Length = 2 * Block + 100;
    private const int TableAt = Length;
    private const int TrailerAt = TableAt + 3 * 8;

    [Theory]
    [InlineData(0)]
    [InlineData(Block - 1)]
    [InlineData(Block)]
    [InlineData(Length - 1)]
    [InlineData(TableAt)]
    [InlineData(TableAt + 23)]
    [InlineData(TrailerAt)]
    [InlineData(TrailerAt + 8)]
    [InlineData(TrailerAt + 16)]
    [InlineData(TrailerAt + 24)]
    [InlineData(TrailerAt + 40)]
    [InlineData(TrailerAt + 55)]
    public async Task A_flipped_bit_anywhere_is_noticed(int offset)
    {
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine, Bytes.Pattern(Length));
        Assert.Equal(TrailerAt + 56, new FileInfo(PathOf(id)).Length);
        Flip(PathOf(id), offset);
        var damaged = await Assert.ThrowsAsync<DamagedBlobException>(() => ReadAsync(engine, id));
        Assert.Equal(id, damaged.Id);
    }

    [Fact]
    public async Task Undamaged_blocks_are_still_read()
    {
        await using var engine = await OpenAsync();
        var bytes = Bytes.Pattern(Length);
        var id = await WriteAsync(engine, bytes);
        Flip(PathOf(id), Block);
        await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
        var buffer = new byte[10];
        Assert.Equal(10, await reader!.ReadAsync(Block - 10, buffer, Cancel));
        Assert.Equal(bytes[(Block - 10)..Block], buffer);
        await Assert.ThrowsAsync<DamagedBlobException>(() => reader.ReadAsync(2 * Block - 1, buffer, Cancel).AsTask());
        await Assert.ThrowsAsync<DamagedBlobException>(() => reader.ReadAsync(Block, new byte[Block], Cancel).AsTask());
        Assert.Equal(10, await reader.ReadAsync(2 * Block, buffer, Cancel));
        Assert.Equal(bytes[(2 * Block)..(2 * Block + 10)], buffer);
    }

    [Fact]
    public async Task Only_blocks_that_were_verified_are_found_in_the_file()
    {
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine, Bytes.Pattern(Length));
        await using (var reader = await engine.Blobs.OpenAsync(id, Cancel))
        {
            Assert.Null(reader!.FindFile(0, Length));
            await reader.ReadAsync(Block, new byte[Block], Cancel);
            Assert.Null(reader.FindFile(0, Length));
            Assert.Equal(Block - 5, reader.FindFile(Block + 5, Length)!.Value.Length);
            await reader.ReadAsync(2 * Block, new byte[Block], Cancel);
            Assert.Equal(
                (Block + 3L, Block + 97),
                (reader.FindFile(Block + 3, Length)!.Value.Offset, reader.FindFile(Block + 3, Length)!.Value.Length)
            );
        }

        Flip(PathOf(id), Block);
        File.SetLastWriteTimeUtc(PathOf(id), File.GetLastWriteTimeUtc(PathOf(id)).AddSeconds(2));
        await using var changed = await engine.Blobs.OpenAsync(id, Cancel);
        Assert.Null(changed!.FindFile(Block, Block));
    }

    [Fact]
    public async Task What_is_to_be_found_in_the_file_is_verified_and_no_more()
    {
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine, Bytes.Pattern(Length));
        await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
        var part = await reader!.VerifyFileAsync(Block - 5, 10, Cancel);
        Assert.Equal((Block - 5L, 10), (part!.Value.Offset, part.Value.Length));
        Assert.Equal(2 * Block, reader.FindFile(0, Length)!.Value.Length);
        // What is known goes first.
        Assert.Equal(2 * Block - 7, (await reader.VerifyFileAsync(7, int.MaxValue, Cancel))!.Value.Length);
        Assert.Equal(100, (await reader.VerifyFileAsync(2 * Block, Block, Cancel))!.Value.Length);
        Assert.Null(await reader.VerifyFileAsync(Length, 1, Cancel));
        Assert.Null(await reader.VerifyFileAsync(0, 0, Cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => reader.VerifyFileAsync(-1, 1, Cancel).AsTask());
    }

    [Fact]
    public async Task What_comes_before_a_damaged_block_is_found_in_the_file_and_the_block_never()
    {
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine, Bytes.Pattern(Length));
        Flip(PathOf(id), Block + 7);
        await using var reader = await engine.Blobs.OpenAsync(id, Cancel);
        Assert.Equal(Block - 1, (await reader!.VerifyFileAsync(1, Length, Cancel))!.Value.Length);
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<DamagedBlobException>(() => reader.VerifyFileAsync(Block, 1, Cancel).AsTask());
        }

        Assert.Equal(100, (await reader.VerifyFileAsync(2 * Block, Block, Cancel))!.Value.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Block)]
    [InlineData(TrailerAt)]
    [InlineData(TrailerAt + 55)]
    [InlineData(TrailerAt + 57)]
    public async Task A_file_of_another_length_is_damaged(int length)
    {
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine, Bytes.Pattern(Length));
        using (var file = File.OpenWrite(PathOf(id)))
        {
            file.SetLength(length);
        }

        await Assert.ThrowsAsync<DamagedBlobException>(() => ReadAsync(engine, id));
    }

    [Fact]
    public async Task A_file_with_a_piece_missing_in_the_middle_is_damaged()
    {
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine, Bytes.Pattern(Length));
        var all = await File.ReadAllBytesAsync(PathOf(id), Cancel);
        await File.WriteAllBytesAsync(PathOf(id), [.. all[..1000], .. all[1001..]], Cancel);
        await Assert.ThrowsAsync<DamagedBlobException>(() => ReadAsync(engine, id));
    }

    [Fact]
    public async Task The_file_of_another_blob_under_this_name_is_damaged()
    {
        await using var engine = await OpenAsync();
        var one = await WriteAsync(engine, Bytes.Pattern(1000, 1));
        var other = await WriteAsync(engine, Bytes.Pattern(1000, 2));
        File.Copy(PathOf(one), PathOf(other), overwrite: true);
        await Assert.ThrowsAsync<DamagedBlobException>(() => ReadAsync(engine, other));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_no_blob()
    {
        await using var engine = await OpenAsync();
        var id = await WriteAsync(engine, Bytes.Pattern(1000));
        File.Delete(PathOf(id));
        Assert.Null(await engine.Blobs.OpenAsync(id, Cancel));
    }

    [Fact]
    public async Task What_a_crash_left_is_listed_refused_and_deleted()
    {
        await using var engine = await OpenAsync();
        var id = BlobId.New();
        await File.WriteAllBytesAsync(PathOf(id), Bytes.Pattern(1000), Cancel);
        Assert.Equal([id], await engine.Blobs.ListAsync(Cancel).ToListAsync(Cancel));
        await Assert.ThrowsAsync<DamagedBlobException>(() => engine.Blobs.OpenAsync(id, Cancel).AsTask());
        await engine.Blobs.DeleteAsync([id], Cancel);
        Assert.False(File.Exists(PathOf(id)));
    }

    [Fact]
    public async Task An_abandoned_blob_leaves_no_file()
    {
        await using var engine = await OpenAsync();
        await using (var writer = await engine.Blobs.CreateAsync(BlobId.New(), Cancel))
        {
            await writer.WriteAsync(Bytes.Pattern(Length), Cancel);
            Assert.Single(Directory.GetFiles(Path.Combine(Data, "blobs"), "*", SearchOption.AllDirectories));
        }
        Assert.Empty(Directory.GetFiles(Path.Combine(Data, "blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Verified_blocks_are_remembered_for_a_while_and_only_while_the_file_stays_the_same()
    {
        var time = new FakeTimeProvider();
        await using var engine = await OpenAsync(new LocalEngineOptions { Directory = Data, Time = time });
        var id = await WriteAsync(engine, Bytes.Pattern(Length));
        await ReadAsync(engine, id);
        var changed = File.GetLastWriteTimeUtc(PathOf(id));
        Flip(PathOf(id), 5);
        await Assert.ThrowsAsync<DamagedBlobException>(() => ReadAsync(engine, id));

        Flip(PathOf(id), 5);
        File.SetLastWriteTimeUtc(PathOf(id), changed);
        await ReadAsync(engine, id);
        Flip(PathOf(id), 5);
        File.SetLastWriteTimeUtc(PathOf(id), changed);
        await ReadAsync(engine, id);
        time.Advance(TimeSpan.FromMinutes(16));
        await Assert.ThrowsAsync<DamagedBlobException>(() => ReadAsync(engine, id));
    }

    private static void Flip(string path, int offset)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ 0x10));
    }
}
