using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using CsCheck;
using Ossa.Server.Zip;
using Xunit;

namespace Ossa.Tests.Server.Zip;

/// <summary>What the archive has is what another reader of the format finds in it.</summary>
public sealed class ZipWriterTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 30, 42, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_is_in_it_comes_out_again() =>
        Gen.Select(Gen.String[Gen.Char["aäß读/. \u2028"], 1, 40], Gen.Byte.Array[0, 300], Gen.Int[1, 600])
            .Array[0, 12]
            .Sample(files =>
                ShouldHold([.. files.Select((file, i) => ($"{i}{file.Item1}", Repeated(file.Item2, file.Item3)))])
            );

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ZipBlocks.MaxBytes - 1)]
    [InlineData(ZipBlocks.MaxBytes)]
    [InlineData(ZipBlocks.MaxBytes + 1)]
    [InlineData(2 * ZipBlocks.MaxBytes)]
    public void Content_is_as_long_as_its_blocks_say(int bytes) =>
        ShouldHold([("before", [1]), ("content", Repeated([1, 2, 3], bytes)[..bytes]), ("after", [2])]);

    [Fact]
    public async Task It_has_more_files_than_two_bytes_can_count()
    {
        const int Files = 70_000;
        using var output = new MemoryStream();
        await using (var writer = new ZipWriter(output))
        {
            for (var number = 0; number < Files; number++)
            {
                await writer.AddAsync(Name(number), Time, bytes: 0, Nothing, Cancel);
            }

            await writer.CompleteAsync(Cancel);
        }

        await using var archive = new ZipArchive(output, ZipArchiveMode.Read);
        Assert.Equal(Files, archive.Entries.Count);
        Assert.Equal(Name(Files - 1), archive.Entries[^1].FullName);
    }

    [Theory]
    [InlineData("1979-12-31T23:59:59Z", "1980-01-01T00:00:00")]
    [InlineData("2026-03-01T12:30:43Z", "2026-03-01T12:30:42")]
    [InlineData("2026-03-01T12:30:42+08:00", "2026-03-01T04:30:42")]
    [InlineData("2108-01-01T00:00:00Z", "2107-12-31T23:59:58")]
    public async Task A_time_is_the_nearest_that_there_is(string time, string expected)
    {
        using var output = new MemoryStream();
        await using (var writer = new ZipWriter(output))
        {
            await writer.AddAsync("a", Parse(time), bytes: 0, Nothing, Cancel);
            await writer.CompleteAsync(Cancel);
        }

        await using var archive = new ZipArchive(output, ZipArchiveMode.Read);
        Assert.Equal(Parse(expected + "Z").DateTime, archive.Entries[0].LastWriteTime.DateTime);
    }

    [Fact]
    public async Task A_file_that_ends_before_its_size_is_an_error()
    {
        await using var writer = new ZipWriter(Stream.Null);
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
            await writer.AddAsync("a", Time, bytes: 10, new MemoryStream(new byte[9]).ReadAsync, Cancel)
        );
    }

    private static void ShouldHold((string Name, byte[] Content)[] files)
    {
        using var output = new MemoryStream();
        WriteAsync(output, files).AsTask().GetAwaiter().GetResult();
        using var archive = new ZipArchive(output, ZipArchiveMode.Read);
        Assert.Equal(files.Select(file => file.Name), archive.Entries.Select(entry => entry.FullName));
        foreach (var (entry, file) in archive.Entries.Zip(files))
        {
            using var content = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(content);
            Assert.Equal(file.Content, content.ToArray());
            Assert.Equal(Crc32.HashToUInt32(file.Content), entry.Crc32);
            Assert.Equal(ZipBlocks.PackedBytes(file.Content.Length), entry.CompressedLength);
        }
    }

    private static async ValueTask WriteAsync(Stream output, (string Name, byte[] Content)[] files)
    {
        await using var writer = new ZipWriter(output);
        foreach (var (name, content) in files)
        {
            await writer.AddAsync(name, Time, content.Length, new MemoryStream(content).ReadAsync, Cancel);
        }

        await writer.CompleteAsync(Cancel);
    }

    private static ValueTask<int> Nothing(Memory<byte> buffer, CancellationToken cancellationToken) =>
        ValueTask.FromResult(0);

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{number:D7}.txt");

    private static DateTimeOffset Parse(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private static byte[] Repeated(byte[] part, int times)
    {
        var content = new byte[part.Length * times];
        for (var i = 0; i < times; i++)
        {
            part.CopyTo(content, i * part.Length);
        }

        return content;
    }
}
