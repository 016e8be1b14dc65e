using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Buckets;

public sealed class PublicAccessBlockTests : ServerTest
{
    private const string ByBucket = "0003-00000001";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_block_can_be_set_read_and_deleted(bool ofBucket)
    {
        Assert.Equal("false", await ReadAsync(ofBucket));
        await BlockAsync(ofBucket, "true");
        Assert.Equal("true", await ReadAsync(ofBucket));
        Assert.Equal("false", await ReadAsync(!ofBucket));
        Assert.Equal(204, (await SendAsync("DELETE", ofBucket)).Status);
        Assert.Equal("false", await ReadAsync(ofBucket));
    }

    [Theory]
    [InlineData(true, "public-read-write", "default")]
    [InlineData(true, "private", "public-read-write")]
    [InlineData(false, "public-read-write", "default")]
    [InlineData(false, "private", "public-read-write")]
    public async Task Lists_that_let_everybody_in_count_for_nothing_while_it_is_on(
        bool ofBucket,
        string bucketAcl,
        string objectAcl
    )
    {
        await SetAclAsync(bucketAcl);
        await PutAsync("k", [1], H("x-oss-object-acl", objectAcl));
        Assert.Equal(200, (await Server.SendRawAsync("GET", $"/{Bucket}/k")).Status);
        await BlockAsync(ofBucket, "true");
        foreach (var method in (string[])["GET", "PUT", "DELETE"])
        {
            AssertRefused(await Server.SendRawAsync(method, $"/{Bucket}/k", body: [1]), 403, "AccessDenied", ByBucket);
        }

        Assert.Equal(403, (await Server.SendRawAsync("HEAD", $"/{Bucket}/k")).Status);
        Assert.Equal(200, (await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, "k"))).Status);
        Assert.Equal(200, (await GetAsync("k")).Status);
        await BlockAsync(ofBucket, "false");
        Assert.Equal(200, (await Server.SendRawAsync("GET", $"/{Bucket}/k")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_list_that_lets_everybody_in_can_be_set_while_it_is_on(bool ofBucket)
    {
        await PutAsync("k");
        await BlockAsync(ofBucket, "true");
        var open = H("x-oss-object-acl", "public-read");
        AssertRefused(await PutAsync("new", [1], open), 403, "AccessDenied", "0016-00000901");
        Assert.Equal(404, (await GetAsync("new")).Status);
        var acl = await Server.SendAsync("PUT", Bucket, "k", [H("acl", "")], [open], []);
        AssertRefused(acl, 403, "AccessDenied", "0016-00000901");
        var upload = await Server.SendAsync("POST", Bucket, "k", [H("uploads", "")], [open]);
        AssertRefused(upload, 403, "AccessDenied", "0016-00000901");
        var copy = await Server.SendAsync(
            "PUT",
            Bucket,
            "copy",
            headers: [H("x-oss-copy-source", $"/{Bucket}/k"), open]
        );
        AssertRefused(copy, 403, "AccessDenied", "0016-00000901");

        AssertRefused(await SetAclAsync("public-read"), 403, "AccessDenied", null);
        const string xml =
            "<AccessControlPolicy><AccessControlList><Grant>public-read</Grant></AccessControlList></AccessControlPolicy>";
        AssertRefused(
            await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], body: Utf8(xml)),
            403,
            "AccessDenied",
            null
        );
        AssertRefused(
            await Server.SendAsync("PUT", Bucket, headers: [H("x-oss-acl", "public-read-write")]),
            403,
            "AccessDenied",
            null
        );
        Assert.Equal(200, (await SetAclAsync("private")).Status);
        Assert.Equal(200, (await PutAsync("k", [1], H("x-oss-object-acl", "private"))).Status);
    }

    [Fact]
    public async Task A_form_sets_no_such_list_either_while_it_is_on()
    {
        await BlockAsync(ofBucket: true, "true");
        var form = PostForm
            .WithKey("k")
            .Field("x-oss-object-acl", "public-read")
            .SignV4(Server.Time.GetUtcNow())
            .File([1]);
        var answer = await Server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], form.ToBytes());
        AssertRefused(answer, 403, "AccessDenied", "0016-00000901");
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task The_block_of_all_holds_for_new_buckets_and_that_of_one_for_that_one()
    {
        await BlockAsync(ofBucket: true, "true");
        Assert.Equal(200, (await Server.SendAsync("PUT", "other", headers: [H("x-oss-acl", "public-read")])).Status);
        await BlockAsync(ofBucket: false, "true");
        var refused = await Server.SendAsync("PUT", "third", headers: [H("x-oss-acl", "public-read")]);
        AssertRefused(refused, 403, "AccessDenied", null);
        Assert.Equal(404, (await Server.SendAsync("GET", "third")).Status);
    }

    [Fact]
    public async Task A_stranger_copies_nothing_from_a_bucket_that_is_blocked()
    {
        await SetAclAsync("public-read");
        await PutAsync("k");
        await Server.SendAsync("PUT", "open-bucket", headers: [H("x-oss-acl", "public-read-write")]);
        await BlockAsync(ofBucket: true, "true");
        var copy = await Server.SendRawAsync("PUT", "/open-bucket/k", [H("x-oss-copy-source", $"/{Bucket}/k")], []);
        AssertRefused(copy, 403, "AccessDenied", ByBucket);
    }

    [Fact]
    public async Task Nobody_but_the_owner_sets_or_sees_it()
    {
        foreach (var method in (string[])["GET", "PUT", "DELETE"])
        {
            Assert.Equal(403, (await Server.SendRawAsync(method, "/?publicAccessBlock", body: [])).Status);
            Assert.Equal(403, (await Server.SendRawAsync(method, $"/{Bucket}?publicAccessBlock", body: [])).Status);
        }
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task What_is_meant_for_an_access_point_does_not_happen_to_the_bucket(string method)
    {
        await BlockAsync(ofBucket: true, "true");
        var answer = await Server.SendAsync(
            method,
            Bucket,
            query: [H("publicAccessBlock", ""), H("x-oss-access-point-name", "ap")],
            body: Utf8(Xml("false"))
        );
        Assert.Equal((501, "NotImplemented"), (answer.Status, answer.Code));
        Assert.Equal("true", await ReadAsync(ofBucket: true));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "")]
    [InlineData(true, "<Other/>")]
    [InlineData(
        false,
        "<PublicAccessBlockConfiguration><BlockPublicAccess>perhaps</BlockPublicAccess></PublicAccessBlockConfiguration>"
    )]
    public async Task Documents_that_are_none_are_refused_and_change_nothing(bool ofBucket, string xml)
    {
        await BlockAsync(ofBucket, "true");
        AssertRefused(await SendAsync("PUT", ofBucket, xml), 400, "MalformedXML", "0015-00000231");
        Assert.Equal("true", await ReadAsync(ofBucket));
    }

    private Task<WireResponse> SetAclAsync(string acl) =>
        Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", acl)], body: []);

    private async Task BlockAsync(bool ofBucket, string value) =>
        Assert.Equal(200, (await SendAsync("PUT", ofBucket, Xml(value))).Status);

    private async Task<string> ReadAsync(bool ofBucket) =>
        (await SendAsync("GET", ofBucket)).Xml.Element("BlockPublicAccess")!.Value;

    private Task<WireResponse> SendAsync(string method, bool ofBucket, string? xml = null) =>
        Server.SendAsync(
            method,
            ofBucket ? Bucket : null,
            query: [H("publicAccessBlock", "")],
            body: xml is null ? null : Utf8(xml)
        );

    private static string Xml(string value) =>
        $"<PublicAccessBlockConfiguration><BlockPublicAccess>{value}</BlockPublicAccess></PublicAccessBlockConfiguration>";
}
