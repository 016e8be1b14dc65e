using System.Text.Json;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Xunit;

namespace Ossa.Tests.Server.Pages;

/// <summary>The state of the server over the wire.</summary>
public sealed class HealthPageTests : ServerTest
{
    private const string Token = "0123456789abcdef";

    [Fact]
    public async Task The_state_is_shown_as_json()
    {
        var answer = await Server.SendRawAsync("GET", "/-/health");
        Assert.Equal((200, "application/json"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(
            """{"ready":true,"acceptsWrites":true,"queues":{"batches":0,"garbage":0},"scrub":{"running":false}}""",
            answer.Text
        );
        var head = await Server.SendRawAsync("HEAD", "/-/health");
        Assert.Equal((200, ""), (head.Status, head.Text));
    }

    [Fact]
    public async Task Its_status_is_that_of_readiness_and_the_reason_is_told()
    {
        StorageEngine storage = InMemoryEngine.Create() with { ReadOnlyReason = () => "the disk failed" };
        await using var server = await TestServer.StartAsync(storage: storage);
        Assert.Equal(503, (await server.SendRawAsync("GET", "/-/health/ready")).Status);
        var answer = await server.SendRawAsync("GET", "/-/health");
        Assert.Equal(503, answer.Status);
        using var json = JsonDocument.Parse(answer.Text);
        Assert.False(json.RootElement.GetProperty("ready").GetBoolean());
        Assert.False(json.RootElement.GetProperty("acceptsWrites").GetBoolean());
        Assert.Equal("the disk failed", json.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Strangers_see_only_whether_the_server_is_ready()
    {
        var forwarded = H("X-Forwarded-For", "10.0.0.1");
        Assert.Equal(403, (await Server.SendRawAsync("GET", "/-/health", [forwarded])).Status);
        Assert.Equal("ready\n", (await Server.SendRawAsync("GET", "/-/health/ready", [forwarded])).Text);

        await using var server = await TestServer.StartAsync(options => options with { MetricsToken = Token });
        Assert.Equal(401, (await server.SendRawAsync("GET", "/-/health", [forwarded])).Status);
        var opened = await server.SendRawAsync("GET", "/-/health", [forwarded, H("Authorization", $"Bearer {Token}")]);
        Assert.Equal(200, opened.Status);
        Assert.Equal("ready\n", (await server.SendRawAsync("GET", "/-/health/ready", [forwarded])).Text);
    }
}
