using System.Xml.Linq;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Multipart;

public sealed class UploadListingTests : MultipartServerTest
{
    [Fact]
    public async Task Parts_are_listed_as_they_were_uploaded()
    {
        var upload = await InitiateAsync("a & b", H("x-oss-storage-class", "IA"));
        await PartAsync("a & b", upload, 2, [1, 2, 3]);
        var crc = Ossa.Protocol.Checksums.Crc64.Compute((byte[])[1, 2, 3]);
        var answer = await ListPartsAsync("a & b", upload);
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListPartsResult><Bucket>test-bucket</Bucket><Key>a &amp; b</Key>"
                + $"<UploadId>{upload}</UploadId><StorageClass>IA</StorageClass><PartNumberMarker>0</PartNumberMarker>"
                + "<NextPartNumberMarker>2</NextPartNumberMarker><MaxParts>1000</MaxParts><IsTruncated>false</IsTruncated>"
                + $"<Part><PartNumber>2</PartNumber><LastModified>{Now}</LastModified><ETag>\"{Md5([1, 2, 3])}\"</ETag>"
                + $"<HashCrc64ecma>{crc}</HashCrc64ecma><Size>3</Size></Part></ListPartsResult>",
            answer.Text
        );
    }

    [Fact]
    public async Task Pages_of_parts_join_by_marker()
    {
        var upload = await InitiateAsync("k");
        int[] numbers = [1, 2, 9, 10, 255, 256, 10000];
        foreach (var number in numbers)
        {
            await PartAsync("k", upload, number, [1]);
        }

        List<int> found = [];
        for (var marker = "0"; ; )
        {
            var page = (await ListPartsAsync("k", upload, H("max-parts", "2"), H("part-number-marker", marker))).Xml;
            Assert.Equal((marker, "2"), (page.Element("PartNumberMarker")!.Value, page.Element("MaxParts")!.Value));
            found.AddRange(page.Elements("Part").Select(part => (int)part.Element("PartNumber")!));
            if (page.Element("IsTruncated")!.Value == "false")
            {
                break;
            }

            marker = page.Element("NextPartNumberMarker")!.Value;
        }
        Assert.Equal(numbers, found);
    }

    [Theory]
    [InlineData("max-parts", "0")]
    [InlineData("max-parts", "1001")]
    [InlineData("max-parts", "many")]
    [InlineData("part-number-marker", "-1")]
    [InlineData("part-number-marker", "10001")]
    [InlineData("part-number-marker", "x")]
    [InlineData("encoding-type", "hex")]
    public async Task A_bad_parameter_of_a_listing_of_parts_is_refused(string name, string value)
    {
        var answer = await ListPartsAsync("k", await InitiateAsync("k"), H(name, value));
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
        Assert.Equal((name, value), (answer.Element("ArgumentName"), answer.Element("ArgumentValue")));
    }

    [Fact]
    public async Task Aborting_ends_the_upload_and_frees_its_parts()
    {
        var upload = await InitiateAsync("k");
        await PartAsync("k", upload, 1, Bytes(200_000, 3));
        var answer = await AbortAsync("k", upload);
        Assert.Equal((204, 0), (answer.Status, answer.Body.Length));
        AssertRefused(await AbortAsync("k", upload), 404, "NoSuchUpload", "0042-00000002");
        AssertRefused(await ListPartsAsync("k", upload), 404, "NoSuchUpload", "0042-00000002");
        AssertRefused(await UploadAsync("k", upload, "2", [1]), 404, "NoSuchUpload", "0042-00000104");
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket)).Status);
    }

    [Fact]
    public async Task A_bucket_with_an_unfinished_upload_stays()
    {
        await InitiateAsync("k");
        Assert.Equal("BucketNotEmpty", (await Server.SendAsync("DELETE", Bucket)).Code);
    }

    [Fact]
    public async Task Uploads_are_listed_by_key()
    {
        var answer = await ListAsync();
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListMultipartUploadsResult><Bucket>test-bucket</Bucket>"
                + "<KeyMarker></KeyMarker><UploadIdMarker></UploadIdMarker><NextKeyMarker></NextKeyMarker>"
                + "<NextUploadIdMarker></NextUploadIdMarker><Delimiter></Delimiter><Prefix></Prefix>"
                + "<MaxUploads>1000</MaxUploads><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>",
            answer.Text
        );
        var upload = await InitiateAsync("a & b");
        Assert.Equal(
            $"<Upload><Key>a &amp; b</Key><UploadId>{upload}</UploadId><StorageClass>Standard</StorageClass>"
                + $"<Initiated>{Now}</Initiated></Upload>",
            (await ListAsync()).Xml.Element("Upload")!.ToString(SaveOptions.DisableFormatting)
        );
    }

    [Fact]
    public async Task Pages_of_uploads_join_by_key_and_id()
    {
        List<(string, string)> all = [];
        foreach (var key in (string[])["a", "b", "b", "b", "中"])
        {
            all.Add((key, await InitiateAsync(key)));
        }

        List<(string, string)> found = [];
        var (keyMarker, idMarker) = ("", "");
        while (true)
        {
            var page = (
                await ListAsync(
                    H("max-uploads", "2"),
                    H("key-marker", keyMarker),
                    H("upload-id-marker", idMarker),
                    H("encoding-type", "url")
                )
            ).Xml;
            found.AddRange(
                page.Elements("Upload")
                    .Select(entry =>
                        (Uri.UnescapeDataString(entry.Element("Key")!.Value), entry.Element("UploadId")!.Value)
                    )
            );
            keyMarker = Uri.UnescapeDataString(page.Element("NextKeyMarker")!.Value);
            idMarker = page.Element("NextUploadIdMarker")!.Value;
            if (page.Element("IsTruncated")!.Value == "false")
            {
                break;
            }
        }
        Assert.Equal(("", ""), (keyMarker, idMarker));
        Assert.Equal(
            all.OrderBy(entry => entry.Item1, StringComparer.Ordinal)
                .ThenBy(entry => entry.Item2, StringComparer.Ordinal),
            found
        );
    }

    [Fact]
    public async Task Uploads_are_rolled_up_and_chosen_by_prefix()
    {
        foreach (var key in (string[])["docs/a", "docs/b", "docs.txt", "other"])
        {
            await InitiateAsync(key);
        }

        var page = (await ListAsync(H("prefix", "docs"), H("delimiter", "/"))).Xml;
        Assert.Equal(["docs.txt"], page.Elements("Upload").Select(entry => entry.Element("Key")!.Value));
        Assert.Equal(["docs/"], page.Elements("CommonPrefixes").Select(entry => entry.Element("Prefix")!.Value));
        Assert.Equal(("docs", "/"), (page.Element("Prefix")!.Value, page.Element("Delimiter")!.Value));
    }

    [Theory]
    [InlineData("max-uploads", "0")]
    [InlineData("max-uploads", "1001")]
    [InlineData("max-uploads", "x")]
    [InlineData("encoding-type", "hex")]
    public async Task A_bad_parameter_of_a_listing_of_uploads_is_refused(string name, string value)
    {
        var answer = await ListAsync(H(name, value));
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
        Assert.Equal((name, value), (answer.Element("ArgumentName"), answer.Element("ArgumentValue")));
    }

    private Task<WireResponse> ListAsync(params KeyValuePair<string, string>[] query) =>
        Server.SendAsync("GET", Bucket, query: [H("uploads", ""), .. query]);
}
