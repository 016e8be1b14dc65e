using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Administration;
using Ossa.Server.Hosting;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>The clock of a server that keeps nothing, told and shifted over the wire.</summary>
public sealed class ClockTests
{
    private const string Bucket = "test-bucket";

    private readonly FakeTimeProvider _machine = new(TimeProvider.System.GetUtcNow());
    private readonly ShiftableClock _clock;

    public ClockTests() => _clock = new ShiftableClock(_machine);

    [Fact]
    public async Task It_is_told_and_shifted()
    {
        await using var server = await TestServer.StartAsync(clock: _clock);
        AssertShows("0s", 0, await AskAsync(server, "GET"));
        AssertShows("31d", 31 * 86_400, await AskAsync(server, "PUT", "31d"));
        AssertShows("31d", 31 * 86_400, await AskAsync(server, "GET"));
        AssertShows("-1h30m", -5_400, await AskAsync(server, "PUT", "-1h30m"));
        AssertShows("0s", 0, await AskAsync(server, "PUT", "0s"));
    }

    [Fact]
    public async Task A_shift_shows_in_all_that_the_server_says_of_time_and_judges_by_it()
    {
        await using var server = await TestServer.StartAsync(clock: _clock);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        var url = server.Presign("PUT", Bucket, "key");
        Assert.Equal(200, (await server.SendRawAsync("PUT", url, body: [1])).Status);
        Assert.Equal(200, (await AskAsync(server, "PUT", "31d")).Status);

        Assert.Equal("0002-00000236", (await server.SendRawAsync("PUT", url, body: [1])).Ec);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket, "later", body: [1])).Status);
        var later = await server.SendAsync("HEAD", Bucket, "later");
        Assert.Equal(_clock.GetUtcNow().ToString("r"), later["Last-Modified"]);
        Assert.Equal(_clock.GetUtcNow().ToString("r"), later["Date"]);
        var health = await server.SendRawAsync("GET", "/-/health/live");
        Assert.Equal(_clock.GetUtcNow().ToString("r"), health["Date"]);
    }

    [Fact]
    public async Task A_worker_that_waits_is_woken()
    {
        await using var server = await TestServer.StartAsync(clock: _clock);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        var upload = await server.SendAsync("POST", Bucket, "key", [new("uploads", "")]);
        var id = upload.Element("UploadId")!;
        Assert.Equal(200, (await AskAsync(server, "PUT", "31d")).Status);
        while ((await PartsAsync(server, id)).Status != 404)
        {
            await Task.Yield();
        }

        Assert.Equal("NoSuchUpload", (await PartsAsync(server, id)).Code);
    }

    [Fact]
    public async Task What_is_no_shift_is_refused_and_changes_nothing()
    {
        await using var server = await TestServer.StartAsync(clock: _clock);
        foreach (var shift in (string[])["", "soon", "31", "--1h", "-", "99999d", "99999999d", "-99999999d"])
        {
            var answer = await AskAsync(server, "PUT", shift);
            Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
        }

        Assert.Equal(400, (await server.SendAsync("PUT", "-", "admin/v1/clock")).Status);
        Assert.Equal(400, (await server.SendAsync("GET", "-", "admin/v1/clock", [new("shift", "1d")])).Status);
        var posted = await server.SendAsync("POST", "-", "admin/v1/clock");
        Assert.Equal((405, "GET, PUT"), (posted.Status, posted["Allow"]));
        Assert.Equal(403, (await server.SendRawAsync("PUT", "/-/admin/v1/clock?shift=1d")).Status);
        Assert.Equal(TimeSpan.Zero, _clock.Shift);
    }

    [Fact]
    public async Task A_server_that_keeps_what_it_is_given_tells_its_clock_and_does_not_shift_it()
    {
        await using var server = await TestServer.StartAsync(clock: _machine);
        AssertShows("0s", 0, await AskAsync(server, "GET"));
        var refused = await AskAsync(server, "PUT", "31d");
        Assert.Equal((409, "ClockNotShiftable"), (refused.Status, refused.Code));
    }

    private void AssertShows(string shift, long seconds, WireResponse answer)
    {
        Assert.Equal((200, "application/json"), (answer.Status, answer["Content-Type"]));
        var clock = ClockAnswer.Read(answer.Body);
        Assert.Equal(new ClockAnswer(shift, seconds, _machine.GetUtcNow().AddSeconds(seconds)), clock);
        Assert.Equal(shift, JsonDocument.Parse(answer.Body).RootElement.GetProperty("shift").GetString());
    }

    private static Task<WireResponse> AskAsync(TestServer server, string method, string? shift = null) =>
        server.SendAsync(method, "-", "admin/v1/clock", shift is null ? [] : [new("shift", shift)]);

    private static Task<WireResponse> PartsAsync(TestServer server, string id) =>
        server.SendAsync("GET", Bucket, "key", [new("uploadId", id)]);
}
