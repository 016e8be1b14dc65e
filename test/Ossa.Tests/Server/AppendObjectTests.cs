using System.Security.Cryptography;
using Ossa.Protocol.Checksums;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class AppendObjectTests : ServerTest
{
    [Fact]
    public async Task An_object_grows_append_by_append()
    {
        byte[] whole = [];
        string? etag = null;
        foreach (var size in (int[])[10, 0, 70_000, 1, 200_000])
        {
            var body = RandomNumberGenerator.GetBytes(size);
            var answer = await AppendAsync(whole.Length, body);
            whole = [.. whole, .. body];
            Assert.Equal((200, "0"), (answer.Status, answer["Content-Length"]));
            Assert.Equal($"{whole.Length}", answer["x-oss-next-append-position"]);
            Assert.Equal($"{Crc64.Compute(whole)}", answer["x-oss-hash-crc64ecma"]);
            Assert.Matches("^\"[0-9A-F]{32}\"$", answer["ETag"]);
            Assert.NotEqual(etag, answer["ETag"]);
            Assert.Null(answer["x-oss-version-id"]);
            etag = answer["ETag"];
        }
        var got = await GetAsync("log");
        Assert.Equal(whole, got.Body);
        Assert.Equal((etag, "Appendable"), (got["ETag"], got["x-oss-object-type"]));
        Assert.Equal(($"{whole.Length}", null), (got["x-oss-next-append-position"], got["Content-MD5"]));
        Assert.Equal($"{Crc64.Compute(whole)}", got["x-oss-hash-crc64ecma"]);
        var head = await Server.SendAsync("HEAD", Bucket, "log");
        Assert.Equal(got["x-oss-next-append-position"], head["x-oss-next-append-position"]);
    }

    [Fact]
    public async Task Ranges_cross_the_borders_of_appends()
    {
        var whole = RandomNumberGenerator.GetBytes(300_000);
        int[] borders = [0, 100_000, 170_000, 170_001, 300_000];
        foreach (var (from, to) in borders.Zip(borders.Skip(1)))
        {
            Assert.Equal(200, (await AppendAsync(from, whole[from..to])).Status);
        }

        foreach (
            var (from, to) in ((int, int)[])[(99_999, 100_000), (169_990, 170_005), (0, 299_999), (170_000, 170_000)]
        )
        {
            var got = await GetAsync("log", H("Range", $"bytes={from}-{to}"));
            Assert.Equal((206, $"bytes {from}-{to}/300000"), (got.Status, got["Content-Range"]));
            Assert.Equal(whole[from..(to + 1)], got.Body);
        }

        var etag = (await GetAsync("log"))["ETag"]!;
        Assert.Equal(304, (await GetAsync("log", H("If-None-Match", etag))).Status);
        await AppendAsync(300_000, [1]);
        Assert.Equal(200, (await GetAsync("log", H("If-None-Match", etag))).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Another_position_than_the_end_is_told_where_the_end_is(int position)
    {
        await AppendAsync(0, [1, 2, 3]);
        var answer = await AppendAsync(position, [9]);
        AssertRefused(answer, 409, "PositionNotEqualToLength", "0026-00000016");
        Assert.Equal("3", answer["x-oss-next-append-position"]);
        Assert.Equal([1, 2, 3], (await GetAsync("log")).Body);
    }

    [Fact]
    public async Task An_object_that_is_not_there_begins_at_zero()
    {
        var answer = await AppendAsync(5, [1]);
        AssertRefused(answer, 409, "PositionNotEqualToLength", "0026-00000016");
        Assert.Equal("0", answer["x-oss-next-append-position"]);
        Assert.Equal(404, (await GetAsync("log")).Status);
    }

    [Fact]
    public async Task An_object_that_was_put_is_not_appended_to()
    {
        await PutAsync("log", [1, 2, 3]);
        AssertRefused(await AppendAsync(3, [4]), 409, "ObjectNotAppendable", "0026-00000017");
        AssertRefused(await AppendAsync(0, [4]), 409, "ObjectNotAppendable", "0026-00000017");
        Assert.Equal([1, 2, 3], (await GetAsync("log")).Body);
    }

    [Theory]
    [InlineData(null, "0016-00000501")]
    [InlineData("", "0016-00000501")]
    [InlineData("-1", "0016-00000502")]
    [InlineData("test", "0016-00000502")]
    [InlineData("99999999999999999999", "0016-00000502")]
    public async Task A_position_that_is_none_is_refused(string? position, string ec)
    {
        var query = position is null ? [] : (KeyValuePair<string, string>[])[H("position", position)];
        var answer = await Server.SendAsync("POST", Bucket, "log", [H("append", ""), .. query], body: [1]);
        AssertRefused(answer, 400, "MissingArgument", ec);
        Assert.Equal(404, (await GetAsync("log")).Status);
    }

    [Fact]
    public async Task A_damaged_append_changes_nothing()
    {
        await AppendAsync(0, [1]);
        var wrong = Convert.ToBase64String(MD5.HashData([9]));
        AssertRefused(await AppendAsync(1, [2], H("Content-MD5", wrong)), 400, "InvalidDigest", "0017-00000503");
        Assert.Equal(400, (await AppendAsync(1, [2], H("x-oss-hash-crc64ecma", "7"))).Status);
        Assert.Equal([1], (await GetAsync("log")).Body);
        var right = Convert.ToBase64String(MD5.HashData([2]));
        var crc = $"{Crc64.Compute([2])}";
        Assert.Equal(200, (await AppendAsync(1, [2], H("Content-MD5", right), H("x-oss-hash-crc64ecma", crc))).Status);
    }

    [Fact]
    public async Task An_append_needs_a_length_within_the_limit()
    {
        var target = Server.Presign("POST", Bucket, "log", query: [H("append", ""), H("position", "0")]);
        AssertRefused(await Server.SendRawAsync("POST", target), 411, "MissingContentLength", "0017-00000101");
        await AppendAsync(0, [1]);
        var next = Server.Presign("POST", Bucket, "log", query: [H("append", ""), H("position", "1")]);
        var answer = await Server.SendRawAsync("POST", next, [H("Content-Length", $"{(5L << 30) + 1}")]);
        Assert.Equal((400, "EntityTooLarge"), (answer.Status, answer.Code));
        Assert.Equal([1], (await GetAsync("log")).Body);
    }

    [Fact]
    public async Task Only_the_first_append_says_what_the_object_is()
    {
        await AppendAsync(
            0,
            [1],
            H("Content-Type", "x/y"),
            H("x-oss-meta-a", "1"),
            H("x-oss-object-acl", "public-read")
        );
        await AppendAsync(1, [2], H("Content-Type", "n/w"), H("x-oss-meta-a", "2"), H("x-oss-object-acl", "private"));
        var got = await Server.SendRawAsync("GET", $"/{Bucket}/log");
        Assert.Equal((200, "x/y", "1"), (got.Status, got["Content-Type"], got["x-oss-meta-a"]));
    }

    [Fact]
    public async Task An_object_that_must_stay_is_not_appended_to_from_the_start()
    {
        await AppendAsync(0, []);
        var answer = await AppendAsync(0, [1], H("x-oss-forbid-overwrite", "true"));
        AssertRefused(answer, 409, "FileAlreadyExists", "0026-00000002");
    }

    [Fact]
    public async Task Of_many_appends_at_one_position_one_wins()
    {
        await AppendAsync(0, [0]);
        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(i => AppendAsync(1, [(byte)i])));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(
            answers.Where(answer => answer.Status != 200),
            answer =>
                Assert.Equal(("PositionNotEqualToLength", "2"), (answer.Code, answer["x-oss-next-append-position"]))
        );
        Assert.Equal(2, (await GetAsync("log")).Body.Length);
    }

    [Fact]
    public async Task A_copy_of_it_is_an_ordinary_object_that_outlives_it()
    {
        var body = RandomNumberGenerator.GetBytes(150_000);
        await AppendAsync(0, body[..100_000]);
        await AppendAsync(100_000, body[100_000..]);
        var source = H("x-oss-copy-source", $"/{Bucket}/log");
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "copy", headers: [source], body: [])).Status);
        await AppendAsync(150_000, [1]);
        await Server.SendAsync("DELETE", Bucket, "log");
        await Server.Engine.Collector.CollectAllAsync(CancellationToken.None);
        var copy = await GetAsync("copy");
        Assert.Equal(body, copy.Body);
        Assert.Equal(("Normal", null), (copy["x-oss-object-type"], copy["x-oss-next-append-position"]));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task Append_is_a_post(string method)
    {
        await PutAsync("log", [1]);
        var answer = await Server.SendAsync(method, Bucket, "log", [H("append", ""), H("position", "0")], body: []);
        Assert.Equal((405, "MethodNotAllowed"), (answer.Status, answer.Code));
        Assert.Equal([1], (await GetAsync("log")).Body);
    }

    private Task<WireResponse> AppendAsync(int position, byte[] body, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("POST", Bucket, "log", [H("append", ""), H("position", $"{position}")], headers, body);
}
