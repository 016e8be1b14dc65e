using Xunit;

namespace Ossa.Tests.Server;

public sealed class BucketTests : ServerTest
{
    [Fact]
    public async Task Creating_a_bucket_again_is_no_error_for_its_owner()
    {
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket)).Status);
        Assert.Equal($"/{Bucket}", (await Server.SendAsync("PUT", Bucket))["Location"]);
    }

    [Fact]
    public async Task Creating_a_bucket_again_takes_over_a_stated_list_only()
    {
        await Server.SendAsync("PUT", Bucket, headers: [H("x-oss-acl", "public-read")]);
        Assert.Equal("public-read", await AclAsync());
        await Server.SendAsync("PUT", Bucket);
        Assert.Equal("public-read", await AclAsync());
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("-dash")]
    [InlineData("dash-")]
    [InlineData("UPPER")]
    [InlineData("under_score")]
    [InlineData("do.ts")]
    public async Task A_bad_name_is_refused(string name) =>
        AssertRefused(await Server.SendAsync("PUT", name), 400, "InvalidBucketName", "0015-00000001");

    [Fact]
    public async Task The_kind_of_storage_is_kept_and_shown()
    {
        var body = Utf8(
            "<CreateBucketConfiguration><StorageClass>IA</StorageClass><DataRedundancyType>ZRS</DataRedundancyType></CreateBucketConfiguration>"
        );
        Assert.Equal(200, (await Server.SendAsync("PUT", "zoned", body: body)).Status);
        var info = (await Server.SendAsync("GET", "zoned", query: [H("bucketInfo", "")])).Xml.Element("Bucket")!;
        Assert.Equal(("IA", "ZRS"), (info.Element("StorageClass")!.Value, info.Element("DataRedundancyType")!.Value));
        Assert.Equal(("zoned", "oss-cn-hangzhou"), (info.Element("Name")!.Value, info.Element("Location")!.Value));
        Assert.Equal(Server.Host, info.Element("ExtranetEndpoint")!.Value);
        Assert.Equal("private", info.Element("AccessControlList")!.Element("Grant")!.Value);
    }

    [Fact]
    public async Task Bad_xml_makes_no_bucket()
    {
        AssertRefused(
            await Server.SendAsync("PUT", "bad-xml", body: Utf8("<Create")),
            400,
            "MalformedXML",
            "0015-00000231"
        );
        Assert.Equal(404, (await Server.SendAsync("GET", "bad-xml")).Status);
    }

    [Fact]
    public async Task The_location_is_the_region_in_its_long_form() =>
        Assert.Equal("oss-cn-hangzhou", (await Server.SendAsync("GET", Bucket, query: [H("location", "")])).Xml.Value);

    [Fact]
    public async Task A_bucket_with_objects_is_not_deleted()
    {
        await PutAsync("k");
        AssertRefused(await Server.SendAsync("DELETE", Bucket), 409, "BucketNotEmpty", "0015-00000301");
        Assert.Equal(200, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_bucket_made_again_knows_nothing_of_the_old_one()
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", "public-read")]);
        await PutAsync("k");
        await Server.SendAsync("DELETE", Bucket, "k");
        Assert.Equal(204, (await Server.SendAsync("DELETE", Bucket)).Status);
        AssertRefused(await Server.SendAsync("GET", Bucket), 404, "NoSuchBucket", "0015-00000101");
        await Server.SendAsync("PUT", Bucket);
        Assert.Equal("private", await AclAsync());
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task Deleting_while_others_write_loses_no_answered_write()
    {
        for (var round = 0; round < 20; round++)
        {
            var name = $"race-{round}";
            await Server.SendAsync("PUT", name);
            var put = Server.SendAsync("PUT", name, "k", body: [1]);
            var delete = Server.SendAsync("DELETE", name);
            await Task.WhenAll(put, delete);
            var got = await Server.SendAsync("GET", name, "k");
            if ((await put).Status == 200)
            {
                Assert.Equal(200, got.Status);
            }
            else
            {
                Assert.Equal("NoSuchBucket", (await put).Code);
            }
        }
    }

    [Fact]
    public async Task Buckets_are_listed_in_pages()
    {
        foreach (var name in (string[])["aaa", "bbb", "ccc"])
        {
            await Server.SendAsync("PUT", name);
        }

        var all = await Server.SendAsync("GET");
        Assert.Equal(
            ["aaa", "bbb", "ccc", Bucket],
            all.Xml.Descendants("Bucket").Select(bucket => bucket.Element("Name")!.Value)
        );
        var page = await Server.SendAsync("GET", query: [H("max-keys", "2"), H("marker", "aaa")]);
        Assert.Equal(["bbb", "ccc"], page.Xml.Descendants("Bucket").Select(bucket => bucket.Element("Name")!.Value));
        Assert.Equal(("true", "ccc"), (page.Element("IsTruncated"), page.Element("NextMarker")));
        Assert.Equal(("", "aaa", "2"), (page.Element("Prefix"), page.Element("Marker"), page.Element("MaxKeys")));
        var prefixed = await Server.SendAsync("GET", query: [H("prefix", "b"), H("max-keys", "1")]);
        Assert.Equal("bbb", prefixed.Xml.Descendants("Name").Single().Value);
        Assert.Equal(["Owner", "Buckets"], prefixed.Xml.Elements().Select(element => element.Name.LocalName));
    }

    [Fact]
    public async Task A_page_size_of_buckets_out_of_range_is_refused() =>
        AssertRefused(
            await Server.SendAsync("GET", query: [H("max-keys", "1001")]),
            400,
            "InvalidArgument",
            "0017-00000289"
        );

    [Fact]
    public async Task An_account_has_at_most_a_hundred_buckets()
    {
        for (var i = 0; i < 99; i++)
        {
            Assert.Equal(200, (await Server.SendAsync("PUT", $"many-{i}")).Status);
        }

        var answer = await Server.SendAsync("PUT", "one-too-many");
        Assert.Equal((400, "TooManyBuckets"), (answer.Status, answer.Code));
    }

    private async Task<string> AclAsync() =>
        (await Server.SendAsync("GET", Bucket, query: [H("acl", "")])).Xml.Descendants("Grant").Single().Value;
}
