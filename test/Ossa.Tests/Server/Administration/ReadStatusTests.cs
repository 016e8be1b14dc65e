using System.Text.Json;
using Ossa.Server.Administration;
using Ossa.Tests.Server.Rpc;
using Xunit;

namespace Ossa.Tests.Server.Administration;

/// <summary>What the owner is told of the server as a whole.</summary>
public sealed class ReadStatusTests : RpcTest
{
    [Fact]
    public async Task Requests_and_bytes_are_counted_by_the_hour_for_a_day()
    {
        await PutAsync("counted", new byte[1000]);
        Assert.Equal(200, (await Server.SendAsync("GET", Bucket, "counted")).Status);
        Assert.Equal(404, (await Server.SendAsync("GET", Bucket, "none")).Status);
        var now = (await ReadAsync()).Traffic[^1];
        Assert.InRange(now.Answers, 2, 100);
        Assert.Equal((1, 0), (now.Refusals, now.Failures));
        Assert.True(now.ReceivedBytes >= 1000);
        Assert.InRange(now.SentBytes, 1000, 1_000_000);

        Server.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(404, (await Server.SendAsync("GET", Bucket, "none")).Status);
        var later = await ReadAsync();
        Assert.Equal([now.Hour, now.Hour.AddHours(3)], later.Traffic.Select(hour => hour.Hour));
        Assert.Equal(1, later.Traffic[^1].Refusals);

        Server.Time.Advance(TimeSpan.FromHours(21));
        var last = await ReadAsync();
        Assert.Equal([now.Hour.AddHours(3)], last.Traffic.Select(hour => hour.Hour));
        Assert.True(last.CountedSince < now.Hour.AddHours(1));
    }

    [Fact]
    public async Task The_state_is_told_to_the_owner_alone()
    {
        var status = await ReadAsync();
        Assert.True(status.Health is { Ready: true, AcceptsWrites: true, Reason: null });
        AssertRefused(
            await Server.SendAsync("GET", "-", "admin/v1/server", signer: Alice),
            403,
            "AccessDenied",
            "0003-00000202"
        );
    }

    private async Task<ServerStatus> ReadAsync()
    {
        var answer = await Server.SendAsync("GET", "-", "admin/v1/server");
        Assert.Equal((200, "no-store"), (answer.Status, answer["Cache-Control"]));
        return JsonSerializer.Deserialize(answer.Body, ServerStatusJson.Default.ServerStatus)!;
    }
}
