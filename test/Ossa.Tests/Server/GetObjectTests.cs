using Xunit;

namespace Ossa.Tests.Server;

public sealed class GetObjectTests : ServerTest
{
    private static readonly byte[] Digits = "0123456789"u8.ToArray();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await PutAsync("digits", Digits);
    }

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=4-", "456789", "bytes 4-9/10")]
    [InlineData("bytes=-3", "789", "bytes 7-9/10")]
    [InlineData("bytes=9-9", "9", "bytes 9-9/10")]
    public async Task A_range_within_the_object_is_served(string range, string expected, string contentRange)
    {
        var answer = await GetAsync("digits", H("Range", range));
        Assert.Equal((206, expected, contentRange), (answer.Status, answer.Text, answer["Content-Range"]));
    }

    [Theory]
    [InlineData("bytes=5-10")]
    [InlineData("bytes=10-")]
    [InlineData("bytes=-11")]
    [InlineData("bytes=0-1,3-4")]
    [InlineData("bytes=4-2")]
    [InlineData("byte=0-1")]
    [InlineData("bytes=a-b")]
    [InlineData("bytes=-")]
    public async Task Any_other_range_is_ignored_by_default(string range)
    {
        var answer = await GetAsync("digits", H("Range", range));
        Assert.Equal((200, "0123456789", null), (answer.Status, answer.Text, answer["Content-Range"]));
    }

    [Theory]
    [InlineData("bytes=5-10", "56789")]
    [InlineData("bytes=-11", "0123456789")]
    public async Task Standard_behaviour_cuts_a_range_at_the_end(string range, string expected)
    {
        var answer = await GetAsync("digits", H("Range", range), H("x-oss-range-behavior", "standard"));
        Assert.Equal((206, expected), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Standard_behaviour_refuses_a_range_behind_the_end()
    {
        var answer = await GetAsync("digits", H("Range", "bytes=10-"), H("x-oss-range-behavior", "standard"));
        Assert.Equal((416, "InvalidRange", "bytes */10"), (answer.Status, answer.Code, answer["Content-Range"]));
    }

    [Fact]
    public async Task A_range_is_of_the_object_that_the_asker_began_with_or_none()
    {
        var head = await GetAsync("digits");
        foreach (var same in (string[])[head["ETag"]!, head["Last-Modified"]!])
        {
            Assert.Equal((206, "789"), Outcome(await GetAsync("digits", H("Range", "bytes=7-"), H("If-Range", same))));
        }

        foreach (var other in (string[])["\"other\"", "Fri, 28 Feb 2020 05:38:42 GMT"])
        {
            Assert.Equal(
                (200, "0123456789"),
                Outcome(await GetAsync("digits", H("Range", "bytes=7-"), H("If-Range", other)))
            );
        }
    }

    [Fact]
    public async Task Ranges_of_a_large_object_are_cut_to_the_byte()
    {
        var body = new byte[3_000_000];
        for (var i = 0; i < body.Length; i++)
        {
            body[i] = (byte)(i * 31 / 7);
        }

        await PutAsync("large", body);
        var answer = await GetAsync("large", H("Range", "bytes=262143-1048577"));
        Assert.Equal(body[262_143..1_048_578], answer.Body);
    }

    [Fact]
    public async Task Conditions_on_the_entity_tag()
    {
        var etag = (await GetAsync("digits"))["ETag"]!;
        Assert.Equal(200, (await GetAsync("digits", H("If-Match", etag))).Status);
        AssertRefused(await GetAsync("digits", H("If-Match", "\"other\"")), 412, "PreconditionFailed", "0017-00001001");
        Assert.Equal(304, (await GetAsync("digits", H("If-None-Match", etag))).Status);
        Assert.Equal(304, (await GetAsync("digits", H("If-None-Match", "*"))).Status);
        Assert.Equal(200, (await GetAsync("digits", H("If-None-Match", "\"other\""))).Status);
    }

    [Fact]
    public async Task Conditions_on_the_time_of_change()
    {
        var modified = (await GetAsync("digits"))["Last-Modified"]!;
        var before = Server.Time.GetUtcNow().AddHours(-1).ToString("r");
        Assert.Equal(304, (await GetAsync("digits", H("If-Modified-Since", modified))).Status);
        Assert.Equal(200, (await GetAsync("digits", H("If-Modified-Since", before))).Status);
        Assert.Equal(200, (await GetAsync("digits", H("If-Unmodified-Since", modified))).Status);
        AssertRefused(
            await GetAsync("digits", H("If-Unmodified-Since", before)),
            412,
            "PreconditionFailed",
            "0017-00001001"
        );
    }

    [Fact]
    public async Task A_missing_object_is_named()
    {
        var answer = await GetAsync("missing");
        AssertRefused(answer, 404, "NoSuchKey", "0026-00000001");
        Assert.Equal(("missing", Server.Host), (answer.Element("Key"), answer.Element("HostId")));
    }

    [Fact]
    public async Task Meta_is_the_short_form_of_head()
    {
        var meta = await Server.SendAsync("HEAD", Bucket, "digits", [H("objectMeta", "")]);
        Assert.Equal((200, "10"), (meta.Status, meta["Content-Length"]));
        Assert.NotNull(meta["ETag"]);
        Assert.NotNull(meta["x-oss-hash-crc64ecma"]);
    }

    [Fact]
    public async Task On_the_service_host_an_object_cannot_act_as_a_page()
    {
        var answer = await GetAsync("digits");
        Assert.Equal(("sandbox", "nosniff"), (answer["Content-Security-Policy"], answer["X-Content-Type-Options"]));
    }

    [Fact]
    public async Task A_version_that_cannot_exist_is_not_found()
    {
        var answer = await Server.SendAsync("GET", Bucket, "digits", [H("versionId", "0123456789ABCDEF")]);
        Assert.Equal((404, "NoSuchVersion"), (answer.Status, answer.Code));
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "digits", [H("versionId", "null")])).Status);
    }

    private static (int, string) Outcome(Wire.WireResponse answer) => (answer.Status, answer.Text);
}
