using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Ossa.Engine.Bodies;
using Ossa.Engine.Objects;
using Ossa.Server.Administration;
using Ossa.Server.Zip;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Links;

/// <summary>
/// Archives whose sizes, places and numbers do not fit into the fields that the format first had. The file of more than 4 GiB is zeros, so that it takes
/// no room; what comes is counted, not kept.
/// </summary>
public sealed class LargeArchiveTests : LinkTest
{
    private const int PartBytes = 64 << 20;
    private const int Parts = 66;
    private const long LargeBytes = (long)PartBytes * Parts;
    private const uint InExtraField = uint.MaxValue;

    private protected override StorageEngine Storage => InMemoryEngine.Create() with { Blobs = new ZeroBlobs() };

    [Fact]
    public async Task Of_an_archive_beyond_4_GiB_each_size_and_place_is_right()
    {
        await MakeLargeAsync("big/large.bin");
        await PutAsync("big/z.txt", Utf8("the last one"));
        var made = await MakeAsync(H(AdminApi.Key, "big/"), H(AdminApi.Kind, AdminApi.Folder));

        var (total, tail) = await FetchAsync(new Uri(Server.Url, made.Page!.AbsolutePath + "?zip"));
        var entries = ReadDirectory(total, tail);
        Assert.Equal(["large.bin", "z.txt"], entries.Select(entry => entry.Name));
        Assert.Equal((LargeBytes, 0L), (entries[0].Bytes, entries[0].Offset));
        Assert.Equal(ChecksumOfZeros(), entries[0].Crc);
        Assert.True(entries[1].Offset > LargeBytes);
        var header = tail.AsSpan((int)(entries[1].Offset - (total - tail.Length)));
        Assert.Equal(0x04034b50u, BinaryPrimitives.ReadUInt32LittleEndian(header));
        Assert.Equal("z.txtthe last one", Encoding.UTF8.GetString(WithoutExtra(header, "the last one".Length)));
        Assert.Equal(LargeBytes + "the last one".Length, (await ShowAsync(made)).Usage.Bytes);
    }

    /// <summary>More than the field can count that the format first had.</summary>
    [Fact]
    public async Task Of_an_archive_of_very_many_files_each_is_there()
    {
        const int Files = 70_000;
        var bucket = await Server.Engine.Buckets.GetAsync(Bucket, Cancel);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Files),
            Cancel,
            async (number, stop) =>
                await Server.Engine.Objects.PutAsync(bucket, KeyOf(number), new NewObject(), ContentOf(number), stop)
        );
        var made = await MakeAsync(H(AdminApi.Key, "many/"), H(AdminApi.Kind, AdminApi.Folder));
        var answer = await Server.SendRawAsync("GET", made.Page!.AbsolutePath + "?zip");
        using var archive = new ZipArchive(new MemoryStream(answer.Body));
        Assert.Equal(Files, archive.Entries.Count);
        Assert.Equal(Files, archive.Entries.Select(entry => entry.FullName).Distinct().Count());
        foreach (var number in new[] { 0, ushort.MaxValue - 1, ushort.MaxValue, Files - 1 })
        {
            using var reader = new StreamReader(archive.GetEntry(KeyOf(number)["many/".Length..])!.Open());
            Assert.Equal(KeyOf(number), await reader.ReadToEndAsync(Cancel));
        }

        static string KeyOf(int number) =>
            string.Create(CultureInfo.InvariantCulture, $"many/{number % 100:00}/{number:00000}");

        static ReadBody ContentOf(int number)
        {
            var content = new MemoryStream(Utf8(KeyOf(number)));
            return content.ReadAsync;
        }
    }

    private async Task MakeLargeAsync(string key)
    {
        await PutAsync("part", new byte[PartBytes]);
        var begun = await Server.SendAsync("POST", Bucket, key, [H("uploads", "")]);
        var upload = begun.Element("UploadId")!;
        var document = new StringBuilder("<CompleteMultipartUpload>");
        for (var part = 1; part <= Parts; part++)
        {
            var number = part.ToString(CultureInfo.InvariantCulture);
            var copied = await Server.SendAsync(
                "PUT",
                Bucket,
                key,
                [H("partNumber", number), H("uploadId", upload)],
                [H("x-oss-copy-source", $"/{Bucket}/part")]
            );
            document.Append(
                CultureInfo.InvariantCulture,
                $"<Part><PartNumber>{number}</PartNumber><ETag>{copied.Element("ETag")}</ETag></Part>"
            );
        }

        var whole = Utf8(document.Append("</CompleteMultipartUpload>").ToString());
        Assert.Equal(200, (await Server.SendAsync("POST", Bucket, key, [H("uploadId", upload)], body: whole)).Status);
    }

    /// <summary>How much comes, and the end of it.</summary>
    private static async Task<(long Total, byte[] Tail)> FetchAsync(Uri url)
    {
        const int TailBytes = 64 * 1024;
        using var http = new HttpClient();
        using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, Cancel);
        await using var stream = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(Cancel);
        var buffer = new byte[1 << 20];
        var (total, tail) = (0L, Array.Empty<byte>());
        while (await stream.ReadAsync(buffer, Cancel) is var count and > 0)
        {
            total += count;
            tail = count >= TailBytes ? buffer[(count - TailBytes)..count] : [.. tail, .. buffer[..count]];
            tail = tail.Length > TailBytes ? tail[^TailBytes..] : tail;
        }

        return (total, tail);
    }

    private static List<(string Name, long Bytes, long Offset, uint Crc)> ReadDirectory(long total, byte[] tail)
    {
        const int EndBytes = 22;
        const int LocatorBytes = 20;
        var end = tail.AsSpan(tail.Length - EndBytes);
        Assert.Equal(0x06054b50u, BinaryPrimitives.ReadUInt32LittleEndian(end));
        var locator = tail.AsSpan(tail.Length - EndBytes - LocatorBytes);
        Assert.Equal(0x07064b50u, BinaryPrimitives.ReadUInt32LittleEndian(locator));
        var begin = total - tail.Length;
        var end64 = tail.AsSpan((int)(BinaryPrimitives.ReadInt64LittleEndian(locator[8..]) - begin));
        Assert.Equal(0x06064b50u, BinaryPrimitives.ReadUInt32LittleEndian(end64));
        var files = BinaryPrimitives.ReadInt64LittleEndian(end64[32..]);
        var at = tail.AsSpan((int)(BinaryPrimitives.ReadInt64LittleEndian(end64[48..]) - begin));
        var entries = new List<(string, long, long, uint)>();
        for (var i = 0; i < files; i++)
        {
            Assert.Equal(0x02014b50u, BinaryPrimitives.ReadUInt32LittleEndian(at));
            var name = BinaryPrimitives.ReadUInt16LittleEndian(at[28..]);
            var extra = BinaryPrimitives.ReadUInt16LittleEndian(at[30..]);
            var comment = BinaryPrimitives.ReadUInt16LittleEndian(at[32..]);
            // What does not fit stands in the extra field in this order: size, packed size, place; after four bytes of its own.
            var wide = at[(46 + name + 4)..];
            var bytes = Read(BinaryPrimitives.ReadUInt32LittleEndian(at[24..]), ref wide);
            Read(BinaryPrimitives.ReadUInt32LittleEndian(at[20..]), ref wide);
            var offset = Read(BinaryPrimitives.ReadUInt32LittleEndian(at[42..]), ref wide);
            entries.Add(
                (
                    Encoding.UTF8.GetString(at.Slice(46, name)),
                    bytes,
                    offset,
                    BinaryPrimitives.ReadUInt32LittleEndian(at[16..])
                )
            );
            at = at[(46 + name + extra + comment)..];
        }

        return entries;
    }

    private static long Read(uint field, ref Span<byte> wide)
    {
        if (field != InExtraField)
        {
            return field;
        }

        var value = BinaryPrimitives.ReadInt64LittleEndian(wide);
        wide = wide[sizeof(long)..];
        return value;
    }

    /// <summary>The name of a file and what follows it in the archive.</summary>
    private static byte[] WithoutExtra(ReadOnlySpan<byte> header, int contentBytes)
    {
        var name = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]);
        var extra = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        return [.. header.Slice(30, name), .. header.Slice(30 + name + extra + ZipBlocks.HeaderBytes, contentBytes)];
    }

    private static uint ChecksumOfZeros()
    {
        var checksum = new Crc32();
        var part = new byte[PartBytes];
        for (var i = 0; i < Parts; i++)
        {
            checksum.Append(part);
        }

        return checksum.GetCurrentHashAsUInt32();
    }
}
