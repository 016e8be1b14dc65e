using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>Deleting several objects at once: their commits wait together, and the answer keeps the order of the request.</summary>
public sealed class ConcurrentDeletionTests
{
    private const string Bucket = "test-bucket";
    private const int AtOnce = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Deletions_wait_for_their_commits_together_and_are_answered_in_order()
    {
        var (storage, store) = InterceptedStore.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        await server.SendAsync("PUT", Bucket);
        string[] keys = [.. Enumerable.Range(0, AtOnce).Select(i => $"k{i * 7 % AtOnce}")];
        foreach (var key in keys)
        {
            await server.SendAsync("PUT", Bucket, key, body: [1]);
        }

        // No commit goes on before all of them are under way, so one after the other would never end.
        var waiting = 0;
        var together = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        store.BeforeBatch = () =>
        {
            if (Interlocked.Increment(ref waiting) == AtOnce)
            {
                together.SetResult();
            }

            return together.Task.WaitAsync(Patience);
        };
        var answer = await DeleteAsync(server, keys);
        Assert.Equal(200, answer.Status);
        Assert.Equal(keys, answer.Xml.Descendants("Key").Select(key => key.Value));
        Assert.Equal(AtOnce, waiting);
        Assert.Equal("0", (await ListAsync(server)).Element("KeyCount"));
    }

    [Fact]
    public async Task A_key_that_is_named_twice_goes_once_and_is_answered_twice()
    {
        var (storage, store) = InterceptedStore.Create();
        await using var server = await TestServer.StartAsync(storage: storage);
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "a", body: [1]);
        await server.SendAsync("PUT", Bucket, "b", body: [1]);
        var batches = 0;
        store.BeforeBatch = () =>
        {
            Interlocked.Increment(ref batches);
            return Task.CompletedTask;
        };
        string[] keys = ["a", "b", "a", "missing", "a", "b"];
        var answer = await DeleteAsync(server, keys);
        Assert.Equal(keys, answer.Xml.Descendants("Key").Select(key => key.Value));
        Assert.Equal(2, batches);
        Assert.Equal("0", (await ListAsync(server)).Element("KeyCount"));
    }

    private static Task<Wire.WireResponse> ListAsync(TestServer server) =>
        server.SendAsync("GET", Bucket, query: [new("list-type", "2")]);

    private static Task<Wire.WireResponse> DeleteAsync(TestServer server, string[] keys)
    {
        var objects = string.Concat(keys.Select(key => $"<Object><Key>{key}</Key></Object>"));
        var body = Encoding.UTF8.GetBytes($"<Delete>{objects}</Delete>");
        var md5 = Convert.ToBase64String(MD5.HashData(body));
        return server.SendAsync(
            "POST",
            Bucket,
            query: [new("delete", "")],
            headers: [new("Content-MD5", md5)],
            body: body
        );
    }
}
