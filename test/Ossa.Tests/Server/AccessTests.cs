using Xunit;

namespace Ossa.Tests.Server;

/// <summary>What those without a key may do: every bucket list with every object list, reading and writing.</summary>
public sealed class AccessTests : ServerTest
{
    private const string ByBucket = "0003-00000001";

    [Theory]
    [InlineData("private", "default", ByBucket)]
    [InlineData("private", "private", ByBucket)]
    [InlineData("private", "public-read", null)]
    [InlineData("private", "public-read-write", null)]
    [InlineData("public-read", "default", null)]
    [InlineData("public-read", "private", "0003-00000005")]
    [InlineData("public-read", "public-read", null)]
    [InlineData("public-read-write", "default", null)]
    [InlineData("public-read-write", "private", "0003-00000005")]
    public async Task Reading(string bucketAcl, string objectAcl, string? ec)
    {
        await PrepareAsync(bucketAcl, objectAcl);
        var answer = await Server.SendRawAsync("GET", $"/{Bucket}/k");
        if (ec is null)
        {
            Assert.Equal((200, "secret"), (answer.Status, answer.Text));
        }
        else
        {
            AssertRefused(answer, 403, "AccessDenied", ec);
        }

        Assert.Equal(answer.Status, (await Server.SendRawAsync("HEAD", $"/{Bucket}/k")).Status);
    }

    [Theory]
    [InlineData("private", "default", ByBucket)]
    [InlineData("private", "public-read-write", null)]
    [InlineData("public-read", "default", ByBucket)]
    [InlineData("public-read", "private", ByBucket)]
    [InlineData("public-read-write", "default", null)]
    [InlineData("public-read-write", "public-read", "0003-00000006")]
    [InlineData("public-read-write", "private", "0003-00000006")]
    public async Task Writing_and_deleting(string bucketAcl, string objectAcl, string? ec)
    {
        await PrepareAsync(bucketAcl, objectAcl);
        foreach (var method in (string[])["PUT", "DELETE"])
        {
            var answer = await Server.SendRawAsync(method, $"/{Bucket}/k", body: [1]);
            if (ec is null)
            {
                Assert.InRange(answer.Status, 200, 204);
            }
            else
            {
                AssertRefused(answer, 403, "AccessDenied", ec);
            }

            await PrepareAsync(bucketAcl, objectAcl);
        }
    }

    [Fact]
    public async Task A_missing_object_is_told_only_where_reading_is_allowed()
    {
        AssertRefused(await Server.SendRawAsync("GET", $"/{Bucket}/missing"), 403, "AccessDenied", ByBucket);
        await PrepareAsync("public-read", "default");
        AssertRefused(await Server.SendRawAsync("GET", $"/{Bucket}/missing"), 404, "NoSuchKey", "0026-00000001");
    }

    [Theory]
    [InlineData("GET", "acl", "0003-00000002")]
    [InlineData("PUT", "acl", "0003-00000002")]
    [InlineData("GET", "bucketInfo", "0003-00000002")]
    [InlineData("PUT", "cors", "0003-00000002")]
    [InlineData("GET", "lifecycle", "0003-00000002")]
    [InlineData("DELETE", null, "0003-00000002")]
    public async Task Nobody_else_manages_a_bucket(string method, string? subResource, string ec)
    {
        await PrepareAsync("public-read-write", "public-read-write");
        var target = subResource is null ? $"/{Bucket}" : $"/{Bucket}?{subResource}";
        AssertRefused(await Server.SendRawAsync(method, target, body: []), 403, "AccessDenied", ec);
    }

    [Fact]
    public async Task Nobody_else_creates_or_lists_buckets()
    {
        Assert.Equal((403, "AccessDenied"), Outcome(await Server.SendRawAsync("PUT", "/new-bucket", body: [])));
        AssertRefused(await Server.SendRawAsync("GET", "/"), 403, "AccessDenied", "0003-00001201");
    }

    [Fact]
    public async Task Nobody_else_sees_or_changes_an_objects_list()
    {
        await PrepareAsync("public-read-write", "public-read-write");
        AssertRefused(await Server.SendRawAsync("GET", $"/{Bucket}/k?acl"), 403, "AccessDenied", "0003-00000007");
        Assert.Equal(
            403,
            (await Server.SendRawAsync("PUT", $"/{Bucket}/k?acl", [H("x-oss-object-acl", "private")], [])).Status
        );
    }

    [Fact]
    public async Task An_objects_list_can_be_changed_and_read()
    {
        await PutAsync("k");
        Assert.Equal("default", await ObjectAclAsync());
        await Server.SendAsync("PUT", Bucket, "k", [H("acl", "")], [H("x-oss-object-acl", "public-read")], []);
        Assert.Equal("public-read", await ObjectAclAsync());
        var bad = await Server.SendAsync("PUT", Bucket, "k", [H("acl", "")], [H("x-oss-object-acl", "public")], []);
        Assert.Equal((400, "InvalidArgument"), Outcome(bad));
        var none = await Server.SendAsync("PUT", Bucket, "k", [H("acl", "")], body: []);
        AssertRefused(none, 400, "MissingArgument", "0017-00000105");
    }

    [Fact]
    public async Task Unsigned_requests_cannot_choose_response_headers()
    {
        await PrepareAsync("public-read", "default");
        var answer = await Server.SendRawAsync("GET", $"/{Bucket}/k?response-content-type=text/html");
        Assert.Equal((400, "InvalidRequest"), Outcome(answer));
    }

    [Fact]
    public async Task A_refusal_says_nothing_of_the_object_that_was_asked_for()
    {
        var cache = H("Cache-Control", "public, max-age=31536000");
        var expires = H("Expires", "Thu, 01 Jan 2099 00:00:00 GMT");
        await PutAsync("k", [1], H("x-oss-object-acl", "public-read"), cache, expires, H("Content-Language", "de"));
        var answer = await Server.SendRawAsync("GET", $"/{Bucket}/k?response-content-type=text/html");
        Assert.Equal(400, answer.Status);
        Assert.All(
            (string[])["Cache-Control", "Expires", "Content-Language", "Accept-Ranges", "ETag"],
            name => Assert.Null(answer[name])
        );
    }

    [Fact]
    public async Task A_copy_needs_the_right_to_read_its_source()
    {
        await PutAsync("secret");
        await Server.SendAsync("PUT", "open-bucket", headers: [H("x-oss-acl", "public-read-write")]);
        var answer = await Server.SendRawAsync(
            "PUT",
            "/open-bucket/stolen",
            [H("x-oss-copy-source", $"/{Bucket}/secret")],
            []
        );
        AssertRefused(answer, 403, "AccessDenied", ByBucket);
        Assert.Equal(404, (await Server.SendAsync("GET", "open-bucket", "stolen")).Status);
    }

    [Fact]
    public async Task A_copy_does_not_tell_strangers_whether_its_source_exists()
    {
        await Server.SendAsync("PUT", "open-bucket", headers: [H("x-oss-acl", "public-read-write")]);
        var answer = await Server.SendRawAsync(
            "PUT",
            "/open-bucket/probe",
            [H("x-oss-copy-source", $"/{Bucket}/not-there")],
            []
        );
        AssertRefused(answer, 403, "AccessDenied", ByBucket);
    }

    private async Task PrepareAsync(string bucketAcl, string objectAcl)
    {
        await Server.SendAsync("PUT", Bucket, query: [H("acl", "")], headers: [H("x-oss-acl", bucketAcl)], body: []);
        await PutAsync("k", Utf8("secret"), H("x-oss-object-acl", objectAcl));
    }

    private async Task<string> ObjectAclAsync() =>
        (await Server.SendAsync("GET", Bucket, "k", [H("acl", "")])).Xml.Descendants("Grant").Single().Value;

    private static (int, string?) Outcome(Wire.WireResponse answer) => (answer.Status, answer.Code);
}
