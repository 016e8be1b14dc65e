using Ossa.Client;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

public sealed class StatusSceneTests : ClientTest
{
    [Fact]
    public async Task A_server_tells_its_root_how_it_is_and_what_it_was_asked_for()
    {
        using var client = Connect();
        await client.PutObjectAsync(Bucket, "a.txt", "four"u8.ToArray(), cancellationToken: Cancel);
        Assert.Equal(404, (await Server.SendAsync("GET", Bucket, "none")).Status);
        var status = await client.GetServerStatusAsync(Cancel);
        Assert.True(status.Health is { Ready: true, AcceptsWrites: true, Reason: null, Scrub.Last: null });
        Assert.Equal(Server.Time.GetUtcNow(), status.Now);
        var hour = status.Traffic[^1];
        Assert.True(hour is { Answers: > 0, Refusals: > 0, Failures: 0, ReceivedBytes: >= 4 }, hour.ToString());
        Assert.InRange(status.CountedSince, hour.Hour, status.Now);
    }
}
