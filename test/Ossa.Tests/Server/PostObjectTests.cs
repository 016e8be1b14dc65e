using Ossa.Engine;
using Ossa.Protocol.Documents;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>Uploads by HTML form, over the wire.</summary>
public sealed class PostObjectTests : ServerTest
{
    private static readonly byte[] Content = Bytes.Pattern(200_000);

    private DateTimeOffset Now => Server.Time.GetUtcNow();

    [Fact]
    public async Task A_form_signed_with_V4_or_V1_uploads_and_is_answered_with_204()
    {
        var answer = await PostAsync(PostForm.WithKey("a/ü.bin").SignV4(Now).File(Content));
        Assert.Equal((204, 0), (answer.Status, answer.Body.Length));
        var got = await GetAsync("a/ü.bin");
        Assert.Equal(Content, got.Body);
        Assert.Equal((got["ETag"], got["x-oss-hash-crc64ecma"]), (answer["ETag"], answer["x-oss-hash-crc64ecma"]));
        Assert.Equal("application/octet-stream", got["Content-Type"]);

        answer = await PostAsync(PostForm.WithKey("b").SignV1(Now).File([1, 2, 3]));
        Assert.Equal(204, answer.Status);
        Assert.Equal([1, 2, 3], (await GetAsync("b")).Body);
    }

    [Fact]
    public async Task On_the_host_of_the_bucket_it_works_too()
    {
        var host = H("Host", $"{Bucket}.localhost:{Server.Port}");
        var body = PostForm.WithKey("k").SignV4(Now).Field("success_action_status", "201").File([1]).ToBytes();
        var answer = await Server.SendRawAsync("POST", "/", [host, PostForm.ContentType], body);
        Assert.Equal(201, answer.Status);
        var response = PostResponse.Read(new MemoryStream(answer.Body));
        Assert.Equal(
            (Bucket, "k", answer["ETag"], $"http://{Bucket}.localhost:{Server.Port}/k"),
            (response.Bucket, response.Key, response.ETag, response.Location)
        );
        Assert.Equal(200, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task The_form_gives_its_object_tags()
    {
        var form = PostForm.WithKey("k").Field("x-oss-tagging", "a=1&b").SignV4(Now).File([1]);
        Assert.Equal(204, (await PostAsync(form)).Status);
        Assert.Equal("2", (await GetAsync("k"))["x-oss-tagging-count"]);
    }

    [Theory]
    [InlineData("200", 200)]
    [InlineData("204", 204)]
    [InlineData("500", 204)]
    [InlineData("", 204)]
    public async Task The_form_chooses_the_status(string wanted, int status)
    {
        var form = PostForm.WithKey("k").Field("success_action_status", wanted).SignV4(Now).File([1]);
        Assert.Equal(status, (await PostAsync(form)).Status);
    }

    [Fact]
    public async Task The_form_may_lead_on_to_a_page_but_only_to_one_of_http()
    {
        var form = PostForm.WithKey("a b").Field("success_action_redirect", "https://example.com/done?x=1");
        var answer = await PostAsync(form.SignV4(Now).File([1]));
        var etag = Uri.EscapeDataString(answer["ETag"]!);
        Assert.Equal(303, answer.Status);
        Assert.Equal($"https://example.com/done?x=1&bucket={Bucket}&key=a%20b&etag={etag}", answer["Location"]);

        form = PostForm.WithKey("k").Field("success_action_redirect", "javascript:alert(1)");
        answer = await PostAsync(form.SignV4(Now).File([1]));
        Assert.Equal(204, answer.Status);
        Assert.DoesNotContain("javascript", answer["Location"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("photo.jpg", "up/photo.jpg")]
    [InlineData("C:\\\\me\\\\photo.jpg", "up/photo.jpg")]
    [InlineData("../../photo.jpg", "up/photo.jpg")]
    public async Task The_key_takes_the_name_of_the_file(string fileName, string key)
    {
        var conditions = "[\"eq\",\"$key\",\"up/${filename}\"]";
        var form = PostForm.WithKey("up/${filename}").SignV4(Now, conditions).File([1], fileName);
        Assert.Equal(204, (await PostAsync(form)).Status);
        var got = await GetAsync(key);
        Assert.Equal((200, "image/jpeg"), (got.Status, got["Content-Type"]));
    }

    [Fact]
    public async Task Fields_say_what_headers_would()
    {
        var form = PostForm
            .WithKey("k")
            .Field("x-oss-object-acl", "public-read")
            .Field("x-oss-storage-class", "IA")
            .Field("X-Oss-Meta-Color", "grün")
            .Field("Cache-Control", "no-cache")
            .Field("Content-Disposition", "attachment")
            .SignV4(Now)
            .File([1]);
        Assert.Equal(204, (await PostAsync(form)).Status);
        var got = await Server.SendRawAsync("GET", $"/{Bucket}/k");
        Assert.Equal(
            (200, "IA", "no-cache", "attachment"),
            (got.Status, got["x-oss-storage-class"], got["Cache-Control"], got["Content-Disposition"])
        );
        Assert.Equal("gr\u00c3\u00bcn", got["x-oss-meta-color"]);
        form = PostForm.WithKey("k").Field("x-oss-forbid-overwrite", "true").SignV4(Now).File([2]);
        AssertRefused(await PostAsync(form), 409, "FileAlreadyExists", "0026-00000002");
        Assert.Equal([1], (await GetAsync("k")).Body);
    }

    [Fact]
    public async Task A_form_with_an_empty_storage_class_is_refused()
    {
        var form = PostForm.WithKey("k").Field("x-oss-storage-class", "").SignV4(Now).File([1]);
        AssertRefused(await PostAsync(form), 400, "InvalidArgument", "0017-00000131");
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_form_gives_tags_and_a_traffic_limit_that_is_one()
    {
        var form = PostForm.WithKey("k").Field("x-oss-tagging", "a=1&b=2").Field("x-oss-traffic-limit", "838860800");
        Assert.Equal(204, (await PostAsync(form.SignV4(Now).File([1]))).Status);
        Assert.Equal("2", (await GetAsync("k"))["x-oss-tagging-count"]);
        form = PostForm.WithKey("other").Field("x-oss-traffic-limit", "1").SignV4(Now).File([1]);
        AssertRefused(await PostAsync(form), 400, "InvalidArgument", "0004-00000502");
        Assert.Equal(404, (await GetAsync("other")).Status);
    }

    [Theory]
    [InlineData(null, null, null, "image/jpeg")]
    [InlineData("text/a", null, null, "text/a")]
    [InlineData("text/a", "text/b", null, "text/b")]
    [InlineData("text/a", "text/b", "text/c", "text/c")]
    public async Task The_type_is_stated_in_three_places(string? field, string? file, string? own, string expected)
    {
        var form = PostForm.WithKey("k.jpg");
        form = field is null ? form : form.Field("Content-Type", field);
        form = own is null ? form : form.Field("x-oss-content-type", own);
        Assert.Equal(204, (await PostAsync(form.SignV4(Now).File([1], contentType: file))).Status);
        Assert.Equal(expected, (await GetAsync("k.jpg"))["Content-Type"]);
    }

    [Fact]
    public async Task A_policy_on_the_type_holds_for_the_type_that_the_object_gets()
    {
        var conditions = "[\"in\",\"$content-type\",[\"image/png\"]]";
        var form = PostForm.WithKey("k").Field("Content-Type", "image/png").SignV4(Now, conditions);
        AssertRefused(await PostAsync(form.File([1], contentType: "text/html")), 403, "AccessDenied", null);
        form = PostForm.WithKey("k").Field("Content-Type", "image/png").SignV4(Now, conditions);
        Assert.Equal(204, (await PostAsync(form.File([1], contentType: "image/png"))).Status);
    }

    [Fact]
    public async Task Without_a_signature_only_a_bucket_that_anybody_may_write_takes_it()
    {
        var refused = await PostAsync(PostForm.WithKey("k").File([1]));
        AssertRefused(refused, 403, "AccessDenied", "0003-00000001");
        Assert.Equal(404, (await GetAsync("k")).Status);
        Assert.Equal(
            200,
            (
                await Server.SendAsync(
                    "PUT",
                    Bucket,
                    query: [new("acl", "")],
                    headers: [H("x-oss-acl", "public-read-write")]
                )
            ).Status
        );
        Assert.Equal(204, (await PostAsync(PostForm.WithKey("k").File([1]))).Status);

        // An object of its owner's alone stays his.
        Assert.Equal(200, (await PutAsync("mine", [7], H("x-oss-object-acl", "private"))).Status);
        Assert.Equal(403, (await PostAsync(PostForm.WithKey("mine").File([1]))).Status);
        Assert.Equal([7], (await GetAsync("mine")).Body);
    }

    [Fact]
    public async Task A_signature_in_header_or_query_is_not_looked_at()
    {
        var answer = await Server.SendRawAsync(
            "POST",
            $"/{Bucket}/?OSSAccessKeyId=x&Signature=y&Expires=1",
            [PostForm.ContentType, H("Authorization", "OSS4-HMAC-SHA256 nonsense")],
            PostForm.WithKey("k").SignV4(Now).File([1]).ToBytes()
        );
        Assert.Equal(204, answer.Status);
        answer = await Server.SendAsync(
            "POST",
            Bucket,
            headers: [PostForm.ContentType],
            body: PostForm.WithKey("k2").File([1]).ToBytes()
        );
        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task What_a_signature_does_not_cover_is_refused()
    {
        AssertRefused(
            await PostAsync(PostForm.WithKey("k").SignV1(Now, secret: "another").File([1])),
            403,
            "SignatureDoesNotMatch",
            "0002-00000705"
        );
        AssertRefused(
            await PostAsync(PostForm.WithKey("k").SignV4(Now, validity: TimeSpan.FromSeconds(-1)).File([1])),
            403,
            "AccessDenied",
            "0006-00000213"
        );
        AssertRefused(
            await PostAsync(PostForm.WithKey("k").SignV4(Now, "[\"starts-with\",\"$key\",\"user/\"]").File([1])),
            403,
            "AccessDenied",
            null
        );
        AssertRefused(
            await PostAsync(PostForm.WithKey("k").SignV4(Now, "{\"bucket\":\"other-bucket\"}").File([1])),
            403,
            "AccessDenied",
            null
        );
        AssertRefused(
            await PostAsync(PostForm.WithKey("k").SignV4(Now, region: "us-east-1").File([1])),
            400,
            "InvalidArgument",
            "0002-00000715"
        );
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Theory]
    [InlineData(9, "EntityTooSmall")]
    [InlineData(10, null)]
    [InlineData(100_000, null)]
    [InlineData(100_001, "EntityTooLarge")]
    public async Task The_policy_bounds_the_size(int bytes, string? code)
    {
        var form = PostForm.WithKey("k").SignV4(Now, "[\"content-length-range\",10,100000]").File(new byte[bytes]);
        var answer = await PostAsync(form);
        Assert.Equal((code is null ? 204 : 400, code), (answer.Status, answer.Status == 204 ? null : answer.Code));
        Assert.Equal(code is null ? 200 : 404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task The_server_bounds_the_size_of_the_file()
    {
        await using var server = await TestServer.StartAsync(limits: new EngineOptions { MaxBodyBytes = 1000 });
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        var body = PostForm.WithKey("k").SignV4(server.Time.GetUtcNow()).File(new byte[1001]).ToBytes();
        var answer = await server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], body);
        AssertRefused(answer, 400, "EntityTooLarge", null);
        body = PostForm.WithKey("k").SignV4(server.Time.GetUtcNow()).File(new byte[1000]).ToBytes();
        Assert.Equal(204, (await server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], body)).Status);
    }

    [Fact]
    public async Task Forms_that_are_none_are_refused_and_nothing_is_stored()
    {
        var signed = PostForm.WithKey("k").SignV4(Now);
        AssertRefused(await PostAsync(signed), 400, "IncorrectNumberOfFilesInPOSTRequest", "0006-00000107");
        var twoFiles = PostForm.WithKey("k").SignV4(Now).File([1]).File([2]);
        AssertRefused(await PostAsync(twoFiles), 400, "IncorrectNumberOfFilesInPOSTRequest", null);
        var fieldBehind = PostForm.WithKey("k").SignV4(Now).File([1]).Field("x-oss-object-acl", "public-read");
        AssertRefused(await PostAsync(fieldBehind), 400, "MalformedPOSTRequest", "0006-00000104");
        var signedBehind = PostForm.WithKey("k").File([1]).SignV4(Now);
        AssertRefused(await PostAsync(signedBehind), 403, "AccessDenied", "0003-00000001");
        var twice = PostForm.WithKey("k").SignV4(Now).Field("KEY", "other").File([1]);
        AssertRefused(await PostAsync(twice), 400, "MalformedPOSTRequest", "0006-00000104");
        var callback = PostForm
            .WithKey("k")
            .Field("callback", "e30=")
            .SignV4(Now, """["eq", "$callback", "e30="]""")
            .File([1]);
        AssertRefused(await PostAsync(callback), 400, "NotImplemented", null);
        var noKey = new PostForm().SignV4(Now).File([1]);
        AssertRefused(await PostAsync(noKey), 400, "InvalidArgument", null);
        var noName = PostForm.WithKey("k").Section("Content: form-data; name=\"name\"", [1]).SignV4(Now).File([1]);
        AssertRefused(await PostAsync(noName), 400, "MalformedPOSTRequest", "0006-00000109");
        var badKey = PostForm.WithKey("/k").SignV4(Now).File([1]);
        Assert.Equal("InvalidObjectName", (await PostAsync(badKey)).Code);
        var cut = await Server.SendRawAsync(
            "POST",
            $"/{Bucket}",
            [PostForm.ContentType],
            PostForm.WithKey("k").SignV4(Now).File(Content).ToBytes(isWhole: false)
        );
        AssertRefused(cut, 400, "MalformedPOSTRequest", "0006-00000104");
        foreach (var type in new[] { "multipart/form-data", "multipart/form-data; boundary=" + new string('x', 71) })
        {
            var answer = await Server.SendRawAsync("POST", $"/{Bucket}", [H("Content-Type", type)], signed.ToBytes());
            AssertRefused(answer, 400, "RequestIsNotMultiPartContent", null);
        }

        var listing = await Server.SendAsync("GET", Bucket);
        Assert.DoesNotContain("<Contents>", listing.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, (8 << 20) + 1)]
    [InlineData(5, 2 << 20)]
    [InlineData(1000, 0)]
    public async Task Fields_that_are_too_many_or_too_long_are_refused_and_nothing_is_stored(int fields, int length)
    {
        var form = PostForm.WithKey("k");
        for (var i = 0; i < fields; i++)
        {
            form.Field($"f{i}", new string('x', length));
        }

        var answer = await PostAsync(form.SignV4(Now).File([1]));
        AssertRefused(answer, 400, "MaxPOSTPreDataLengthExceededError", "0006-00000112");
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task The_button_that_sent_the_form_may_follow_the_file()
    {
        var form = PostForm.WithKey("k").SignV4(Now).File([1, 2]).Field("submit", "Upload");
        Assert.Equal(204, (await PostAsync(form)).Status);
        Assert.Equal([1, 2], (await GetAsync("k")).Body);
        form = PostForm.WithKey("k2").SignV4(Now).File([1]).Field("submit", "Upload").File([2]);
        AssertRefused(await PostAsync(form), 400, "IncorrectNumberOfFilesInPOSTRequest", null);
    }

    [Theory]
    [InlineData("x-oss-meta-my name")]
    [InlineData("x-oss-meta-a:b")]
    [InlineData("x-oss-meta-a_b")]
    [InlineData("x-oss-meta-\u540d")]
    public async Task A_field_whose_name_could_be_no_header_of_metadata_is_refused(string name)
    {
        AssertRefused(
            await PostAsync(PostForm.WithKey("k").Field(name, "x").SignV4(Now).File([1])),
            400,
            "InvalidArgument",
            "0011-00000004"
        );
        Assert.Equal(404, (await GetAsync("k")).Status);
    }

    [Fact]
    public async Task A_policy_that_is_large_is_not_repeated_by_its_refusal()
    {
        var form = PostForm.WithKey("k").Field("OSSAccessKeyId", TestServer.Key.Id);
        form.Field("policy", new string('x', 1 << 20)).Field("Signature", "x").File([1]);
        var answer = await PostAsync(form);
        AssertRefused(answer, 403, "SignatureDoesNotMatch", "0002-00000705");
        Assert.InRange(answer.Body.Length, 1, 2000);
    }

    [Fact]
    public async Task A_line_break_in_a_field_never_becomes_a_header()
    {
        var form = PostForm.WithKey("k").Field("x-oss-meta-a", "1\r\nSet-Cookie: x=y").SignV4(Now).File([1]);
        AssertRefused(await PostAsync(form), 400, "BadRequest", null);
    }

    [Fact]
    public async Task A_form_to_a_bucket_that_is_not_there_or_to_an_object_is_refused()
    {
        var body = PostForm.WithKey("k").SignV4(Now).File([1]).ToBytes();
        var missing = await Server.SendRawAsync("POST", "/no-such-bucket", [PostForm.ContentType], body);
        Assert.Equal("NoSuchBucket", missing.Code);
        var toObject = await Server.SendRawAsync("POST", $"/{Bucket}/k", [PostForm.ContentType], body);
        Assert.Equal(405, toObject.Status);
        Assert.Equal(405, (await Server.SendAsync("POST")).Status);
    }

    [Fact]
    public async Task Where_versions_are_kept_the_answer_names_the_version()
    {
        var enabled = Utf8("<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        Assert.Equal(
            200,
            (await Server.SendAsync("PUT", Bucket, query: [new("versioning", "")], body: enabled)).Status
        );
        var answer = await PostAsync(PostForm.WithKey("k").SignV4(Now).File([1]));
        Assert.Equal((await GetAsync("k"))["x-oss-version-id"], answer["x-oss-version-id"]);
        Assert.NotNull(answer["x-oss-version-id"]);
    }

    private Task<WireResponse> PostAsync(PostForm form) =>
        Server.SendRawAsync("POST", $"/{Bucket}", [PostForm.ContentType], form.ToBytes());
}
