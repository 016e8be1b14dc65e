using System.Xml.Linq;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class ObjectTaggingTests : ServerTest
{
    private static readonly string Longest = $"{new string('k', 128)}={new string('v', 256)}";

    [Fact]
    public async Task Tags_are_put_read_counted_replaced_and_deleted()
    {
        await PutAsync("k");
        Assert.Equal("", await TagsAsync("k"));
        var before = await GetAsync("k");
        Assert.Null(before["x-oss-tagging-count"]);
        var put = await PutTagsAsync("k", ("b", "2"), ("a", ""), ("Ab +-=._:/9", "Zz +-=._:/0"));
        Assert.Equal((200, "0"), (put.Status, put["Content-Length"]));
        Assert.Equal("b=2&a=&Ab +-=._:/9=Zz +-=._:/0", await TagsAsync("k"));
        var after = await GetAsync("k");
        Assert.Equal("3", after["x-oss-tagging-count"]);
        Assert.Equal("3", (await Server.SendAsync("HEAD", Bucket, "k"))["x-oss-tagging-count"]);
        Assert.Equal((before["Last-Modified"], before["ETag"]), (after["Last-Modified"], after["ETag"]));
        await PutTagsAsync("k", ("c", "3"));
        Assert.Equal("c=3", await TagsAsync("k"));
        Assert.Equal(204, (await TaggingAsync("DELETE", "k")).Status);
        Assert.Equal("", await TagsAsync("k"));
        await PutTagsAsync("k", ("c", "3"));
        Assert.Equal(200, (await PutTagsAsync("k")).Status);
        Assert.Equal("", await TagsAsync("k"));
    }

    [Theory]
    [InlineData("a=1&b=2", "a=1&b=2")]
    [InlineData("a", "a=")]
    [InlineData("a=", "a=")]
    [InlineData("a%20b=c%3Dd+e%2B", "a b=c=d e+")]
    [InlineData("", "")]
    public async Task A_write_says_tags_in_its_header(string header, string tags)
    {
        Assert.Equal(200, (await PutAsync("k", null, H("x-oss-tagging", header))).Status);
        Assert.Equal(tags, await TagsAsync("k"));
        await PutAsync("k");
        Assert.Equal("", await TagsAsync("k"));
    }

    [Theory]
    [InlineData("aa=bb=cc", "InvalidArgument", "0010-00000219")]
    [InlineData("=v", "InvalidArgument", "0010-00000219")]
    [InlineData("a=1&", "InvalidArgument", "0010-00000219")]
    [InlineData("a=%zz", "InvalidArgument", "0010-00000219")]
    [InlineData("a=1&a=2", "InvalidTag", "0010-00000210")]
    [InlineData("a=1%262", "InvalidTag", "0010-00000217")]
    [InlineData("a=%E5%90%8D", "InvalidTag", "0010-00000217")]
    [InlineData("a=%00", "InvalidTag", "0010-00000217")]
    [InlineData("a&b&c&d&e&f&g&h&i&j&k", "InvalidTag", "0010-00000217")]
    public async Task A_header_that_says_no_tags_is_refused_and_nothing_is_stored(string tags, string code, string ec)
    {
        AssertRefused(await PutAsync("k", null, H("x-oss-tagging", tags)), 400, code, ec);
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task Keys_and_values_have_a_longest()
    {
        Assert.Equal(200, (await PutAsync("k", null, H("x-oss-tagging", Longest))).Status);
        var longKey = await PutAsync("n", null, H("x-oss-tagging", "k" + Longest));
        AssertRefused(longKey, 400, "InvalidTag", "0010-00000217");
        var longValue = await PutAsync("n", null, H("x-oss-tagging", Longest + "v"));
        AssertRefused(longValue, 400, "InvalidTag", "0010-00000217");
        AssertRefused(await PutTagsAsync("k", (new string('k', 129), "")), 400, "InvalidTag", "0010-00000209");
        AssertRefused(await PutTagsAsync("k", ("", "v")), 400, "InvalidTag", "0010-00000208");
        var many = Enumerable.Range(0, 11).Select(i => ($"k{i}", "v")).ToArray();
        AssertRefused(await PutTagsAsync("k", many), 400, "InvalidTag", "0010-00000217");
        Assert.Equal(200, (await PutTagsAsync("k", many[1..])).Status);
        AssertRefused(await PutTagsAsync("k", ("a", "1"), ("a", "2")), 400, "InvalidTag", "0010-00000210");
        Assert.Equal(string.Join('&', many[1..].Select(tag => $"{tag.Item1}=v")), await TagsAsync("k"));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("<Tagging>", "0010-00000101")]
    [InlineData("<Tagging/>", null)]
    [InlineData("<Other><TagSet/></Other>", "0010-00000102")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]><Tagging><TagSet/></Tagging>", "0010-00000101")]
    [InlineData("<Tagging><TagSet><Tag><Key><a/></Key></Tag></TagSet></Tagging>", "0010-00000101")]
    [InlineData("<Tagging><TagSet><Tag><Value>v</Value></Tag></TagSet></Tagging>", "0010-00000107")]
    [InlineData("<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>", "0010-00000107")]
    public async Task A_document_that_is_none_is_refused_and_the_tags_stay(string xml, string? ec)
    {
        await PutAsync("k", null, H("x-oss-tagging", "a=1"));
        AssertRefused(await TaggingAsync("PUT", "k", Utf8(xml)), 400, "MalformedXML", ec);
        Assert.Equal("a=1", await TagsAsync("k"));
    }

    [Fact]
    public async Task A_document_that_is_too_large_is_refused()
    {
        await PutAsync("k");
        var xml = $"<Tagging><!--{new string('x', 70_000)}--><TagSet/></Tagging>";
        AssertRefused(await TaggingAsync("PUT", "k", Utf8(xml)), 400, "MalformedXML", null);
    }

    [Fact]
    public async Task An_object_that_is_not_there_has_no_tags()
    {
        AssertRefused(await PutTagsAsync("k", ("a", "1")), 404, "NoSuchKey", "0026-00000001");
        AssertRefused(await TaggingAsync("GET", "k"), 404, "NoSuchKey", "0026-00000001");
        AssertRefused(await TaggingAsync("DELETE", "k"), 404, "NoSuchKey", "0026-00000001");
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task Appends_keep_the_tags_of_the_first_one()
    {
        await AppendAsync(0, H("x-oss-tagging", "a=1"));
        await AppendAsync(1, H("x-oss-tagging", "b=2"));
        Assert.Equal("a=1", await TagsAsync("log"));
    }

    [Fact]
    public async Task An_upload_in_parts_keeps_the_tags_of_its_beginning()
    {
        var begun = await Server.SendAsync("POST", Bucket, "k", [H("uploads", "")], [H("x-oss-tagging", "a=1")], []);
        var id = H("uploadId", begun.Element("UploadId")!);
        var part = await Server.SendAsync("PUT", Bucket, "k", [H("partNumber", "1"), id], body: [1]);
        var xml =
            $"<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{part["ETag"]}</ETag></Part></CompleteMultipartUpload>";
        Assert.Equal(200, (await Server.SendAsync("POST", Bucket, "k", [id], body: Utf8(xml))).Status);
        Assert.Equal("a=1", await TagsAsync("k"));
    }

    [Theory]
    [InlineData(null, "a=1")]
    [InlineData("Copy", "a=1")]
    [InlineData("Replace", "b=2")]
    public async Task A_copy_has_the_tags_of_its_source_or_of_its_request(string? directive, string tags)
    {
        await PutAsync("k", null, H("x-oss-tagging", "a=1"));
        foreach (var key in (string[])["copy", "k"])
        {
            KeyValuePair<string, string>[] headers =
            [
                H("x-oss-copy-source", $"/{Bucket}/k"),
                H("x-oss-tagging", "b=2"),
                .. directive is null ? [] : (KeyValuePair<string, string>[])[H("x-oss-tagging-directive", directive)],
            ];
            Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, key, headers: headers, body: [])).Status);
            Assert.Equal(tags, await TagsAsync(key));
        }
    }

    [Fact]
    public async Task A_directive_that_is_none_is_refused()
    {
        await PutAsync("k");
        var copy = await Server.SendAsync(
            "PUT",
            Bucket,
            "copy",
            headers: [H("x-oss-copy-source", $"/{Bucket}/k"), H("x-oss-tagging-directive", "Merge")],
            body: []
        );
        AssertRefused(copy, 400, "InvalidArgument", null);
        Assert.Equal(404, (await GetAsync("copy")).Status);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Only_the_owner_sees_and_changes_tags(string method)
    {
        await PutAsync("k", null, H("x-oss-object-acl", "public-read-write"), H("x-oss-tagging", "a=1"));
        var answer = await Server.SendRawAsync(
            method,
            $"/{Bucket}/k?tagging",
            body: Utf8("<Tagging><TagSet/></Tagging>")
        );
        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
        Assert.Equal("a=1", await TagsAsync("k"));
    }

    [Fact]
    public async Task Tagging_has_no_post()
    {
        await PutAsync("k", [1]);
        var answer = await TaggingAsync("POST", "k", []);
        Assert.Equal((405, "MethodNotAllowed"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Listings_say_nothing_of_tags()
    {
        await PutAsync("k");
        var before = (await Server.SendAsync("GET", Bucket)).Text;
        await PutTagsAsync("k", ("a", "1"));
        Assert.Equal(before, (await Server.SendAsync("GET", Bucket)).Text);
    }

    private Task<WireResponse> TaggingAsync(string method, string key, byte[]? body = null) =>
        Server.SendAsync(method, Bucket, key, [H("tagging", "")], body: body);

    private Task<WireResponse> PutTagsAsync(string key, params (string Key, string Value)[] tags)
    {
        var set = tags.Select(tag => new XElement(
            "Tag",
            new XElement("Key", tag.Key),
            new XElement("Value", tag.Value)
        ));
        return TaggingAsync("PUT", key, Utf8(new XElement("Tagging", new XElement("TagSet", set)).ToString()));
    }

    /// <summary>The tags as key=value&amp;key=value.</summary>
    private async Task<string> TagsAsync(string key)
    {
        var answer = await TaggingAsync("GET", key);
        Assert.Equal((200, "application/xml"), (answer.Status, answer["Content-Type"]));
        var tags = answer.Xml.Element("TagSet")!.Elements("Tag");
        return string.Join('&', tags.Select(tag => $"{tag.Element("Key")!.Value}={tag.Element("Value")!.Value}"));
    }

    private Task<WireResponse> AppendAsync(int position, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("POST", Bucket, "log", [H("append", ""), H("position", $"{position}")], headers, [1]);
}
