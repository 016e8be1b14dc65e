using Xunit;

namespace Ossa.Tests.Server.Versions;

public sealed class BucketVersioningTests : VersionedTest
{
    [Fact]
    public async Task A_bucket_says_whether_it_keeps_versions()
    {
        var answer = await Server.SendAsync("GET", Bucket, query: [H("versioning", "")]);
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VersioningConfiguration></VersioningConfiguration>",
            answer.Text
        );
        foreach (var status in (string[])["Enabled", "Suspended", "Enabled"])
        {
            var set = await SetVersioningAsync(status);
            Assert.Equal((200, "0"), (set.Status, set["Content-Length"]));
            Assert.Equal(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    + $"<VersioningConfiguration><Status>{status}</Status></VersioningConfiguration>",
                (await Server.SendAsync("GET", Bucket, query: [H("versioning", "")])).Text
            );
        }
        var info = await Server.SendAsync("GET", Bucket, query: [H("bucketInfo", "")]);
        Assert.Equal("Enabled", info.Xml.Descendants("Versioning").Single().Value);
    }

    [Theory]
    [InlineData(
        "<VersioningConfiguration><Status>enabled</Status></VersioningConfiguration>",
        "InvalidArgument",
        "0012-00000004"
    )]
    [InlineData(
        "<VersioningConfiguration><Status>On</Status></VersioningConfiguration>",
        "InvalidArgument",
        "0012-00000004"
    )]
    [InlineData("<VersioningConfiguration/>", "MalformedXML", "0012-00000003")]
    [InlineData(
        "<VersioningConfiguration><Status></Status></VersioningConfiguration>",
        "MalformedXML",
        "0012-00000003"
    )]
    [InlineData("<Other><Status>Enabled</Status></Other>", "MalformedXML", "0012-00000002")]
    [InlineData("not xml", "MalformedXML", "0012-00000002")]
    [InlineData("", "MalformedXML", "0012-00000002")]
    public async Task A_document_that_is_none_switches_nothing(string xml, string code, string ec)
    {
        var answer = await Server.SendAsync("PUT", Bucket, query: [H("versioning", "")], body: Utf8(xml));
        AssertRefused(answer, 400, code, ec);
        var state = await Server.SendAsync("GET", Bucket, query: [H("versioning", "")]);
        Assert.Empty(state.Xml.Elements());
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_switches_nothing()
    {
        var answer = await Server.SendAsync("GET", "no-bucket", query: [H("versioning", "")]);
        Assert.Equal((404, "NoSuchBucket"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task The_statistics_count_versions_markers_uploads_and_parts()
    {
        await EnableAsync();
        await PutAsync("a", new byte[10]);
        await PutAsync("a", new byte[20]);
        await PutAsync("cold", new byte[300], H("x-oss-storage-class", "IA"));
        await Server.SendAsync("DELETE", Bucket, "a");
        var upload = (await Server.SendAsync("POST", Bucket, "u", [H("uploads", "")], body: [])).Element("UploadId")!;
        await Server.SendAsync("PUT", Bucket, "u", [H("partNumber", "1"), H("uploadId", upload)], body: new byte[1000]);
        KeyValuePair<string, string>[] colder = [H("x-oss-storage-class", "IA")];
        upload = (await Server.SendAsync("POST", Bucket, "u", [H("uploads", "")], colder, [])).Element("UploadId")!;
        foreach (var size in (int[])[40, 50])
        {
            KeyValuePair<string, string>[] part = [H("partNumber", "1"), H("uploadId", upload)];
            await Server.SendAsync("PUT", Bucket, "u", part, body: new byte[size]);
        }

        var answer = await Server.SendAsync("GET", Bucket, query: [H("stat", "")]);
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        (string, string)[] expected =
        [
            ("ObjectCount", "3"),
            ("StandardObjectCount", "2"),
            ("StandardStorage", "30"),
            ("InfrequentAccessStorage", "65536"),
            ("InfrequentAccessRealStorage", "300"),
            ("InfrequentAccessObjectCount", "1"),
            ("ArchiveStorage", "0"),
            ("MultipartUploadCount", "2"),
            ("MultipartPartCount", "2"),
            ("MultipartPartStorage", "1050"),
            ("StandardMultipartPartCount", "1"),
            ("StandardMultipartPartStorage", "1000"),
            ("InfrequentMultipartPartCount", "1"),
            ("InfrequentMultipartPartStorage", "50"),
            ("ArchiveMultipartPartCount", "0"),
            ("DeleteMarkerCount", "1"),
            ("LiveChannelCount", "0"),
            ("LastModifiedTime", $"{Server.Time.GetUtcNow().ToUnixTimeSeconds()}"),
        ];
        Assert.Equal(expected, expected.Select(entry => (entry.Item1, answer.Element(entry.Item1) ?? "")));

        await Server.SendAsync("DELETE", Bucket, "u", [H("uploadId", upload)]);
        answer = await Server.SendAsync("GET", Bucket, query: [H("stat", "")]);
        Assert.Equal("0", answer.Element("InfrequentMultipartPartCount"));
        Assert.Equal("0", answer.Element("InfrequentMultipartPartStorage"));
    }
}
