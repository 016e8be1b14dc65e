using System.Globalization;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

public sealed class SealAppendObjectTests : ServerTest
{
    [Fact]
    public async Task Nothing_is_appended_to_a_sealed_object()
    {
        await AppendAsync(0, [1, 2, 3]);
        Assert.Null((await GetAsync("log"))["x-oss-sealed-time"]);
        var time = Server.Time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var answer = await SealAsync("3");
        Assert.Equal((200, "0", time), (answer.Status, answer["Content-Length"], answer["x-oss-sealed-time"]));
        AssertRefused(await AppendAsync(3, [4]), 409, "ObjectNotAppendable", "0026-00000017");
        AssertRefused(await AppendAsync(0, [4]), 409, "ObjectNotAppendable", "0026-00000017");
        var got = await GetAsync("log");
        Assert.Equal([1, 2, 3], got.Body);
        Assert.Equal((time, "Appendable"), (got["x-oss-sealed-time"], got["x-oss-object-type"]));
        Assert.Equal(time, (await Server.SendAsync("HEAD", Bucket, "log"))["x-oss-sealed-time"]);
        Server.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(time, (await SealAsync("3"))["x-oss-sealed-time"]);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("4")]
    public async Task Another_position_than_the_end_seals_nothing(string position)
    {
        await AppendAsync(0, [1, 2, 3]);
        var answer = await SealAsync(position);
        AssertRefused(answer, 409, "PositionNotEqualToLength", "0026-00000016");
        Assert.Equal(("3", null), (answer["x-oss-next-append-position"], answer["x-oss-sealed-time"]));
        Assert.Equal(200, (await AppendAsync(3, [4])).Status);
    }

    [Theory]
    [InlineData(null, "MissingArgument")]
    [InlineData("", "MissingArgument")]
    [InlineData("-1", "InvalidArgument")]
    [InlineData("x", "InvalidArgument")]
    public async Task A_position_that_is_none_is_refused(string? position, string code)
    {
        await AppendAsync(0, []);
        AssertRefused(await SealAsync(position), 400, code, null);
        Assert.Equal(200, (await AppendAsync(0, [1])).Status);
    }

    [Fact]
    public async Task What_was_not_appended_to_is_not_sealed()
    {
        AssertRefused(await SealAsync("0"), 404, "NoSuchKey", "0026-00000001");
        await PutAsync("log", [1]);
        AssertRefused(await SealAsync("1"), 409, "ObjectNotAppendable", "0026-00000017");
    }

    [Fact]
    public async Task Of_a_seal_and_an_append_at_one_position_one_wins()
    {
        for (var round = 0; round < 20; round++)
        {
            await AppendAsync(0, [1]);
            var answers = await Task.WhenAll(SealAsync("1"), AppendAsync(1, [2]));
            var got = await GetAsync("log");
            var isSealed = answers[0].Status == 200;
            Assert.Equal(isSealed ? 409 : 200, answers[1].Status);
            Assert.Equal(isSealed ? 1 : 2, got.Body.Length);
            Assert.Equal(isSealed, got["x-oss-sealed-time"] is not null);
            await Server.SendAsync("DELETE", Bucket, "log");
        }
    }

    [Fact]
    public async Task A_sealed_object_can_be_copied_replaced_and_begun_again()
    {
        await AppendAsync(0, [1]);
        await SealAsync("1");
        var source = H("x-oss-copy-source", $"/{Bucket}/log");
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, "copy", headers: [source], body: [])).Status);
        var copy = await GetAsync("copy");
        Assert.Equal(("Normal", null), (copy["x-oss-object-type"], copy["x-oss-sealed-time"]));
        await Server.SendAsync("DELETE", Bucket, "log");
        Assert.Equal(200, (await AppendAsync(0, [2])).Status);
        Assert.Null((await GetAsync("log"))["x-oss-sealed-time"]);
    }

    [Fact]
    public async Task Only_the_owner_seals_and_only_by_post()
    {
        await AppendAsync(0, [1], H("x-oss-object-acl", "public-read-write"));
        var answer = await Server.SendRawAsync("POST", $"/{Bucket}/log?seal&position=1", body: []);
        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
        Assert.Equal(405, (await Server.SendAsync("PUT", Bucket, "log", [H("seal", "")], body: [])).Status);
        Assert.Equal(200, (await AppendAsync(1, [2])).Status);
    }

    private Task<WireResponse> SealAsync(string? position) =>
        Server.SendAsync(
            "POST",
            Bucket,
            "log",
            [H("seal", ""), .. position is null ? [] : (KeyValuePair<string, string>[])[H("position", position)]],
            body: []
        );

    private Task<WireResponse> AppendAsync(int position, byte[] body, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("POST", Bucket, "log", [H("append", ""), H("position", $"{position}")], headers, body);
}
