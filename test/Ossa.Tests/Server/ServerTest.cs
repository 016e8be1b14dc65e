using System.Text;
using Ossa.Storage;
using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server;

/// <summary>A test with a server of its own and one private bucket in it.</summary>
public abstract class ServerTest : IAsyncLifetime
{
    protected const string Bucket = "test-bucket";

    protected TestServer Server { get; private set; } = null!;

    /// <summary>What the server stores in; null: in memory, as most do.</summary>
    private protected virtual StorageEngine? Storage => null;

    public virtual async ValueTask InitializeAsync()
    {
        Server = await TestServer.StartAsync(storage: Storage);
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket)).Status);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    protected Task<WireResponse> PutAsync(
        string key,
        byte[]? body = null,
        params KeyValuePair<string, string>[] headers
    ) => Server.SendAsync("PUT", Bucket, key, headers: headers, body: body ?? [1, 2, 3]);

    protected Task<WireResponse> GetAsync(string key, params KeyValuePair<string, string>[] headers) =>
        Server.SendAsync("GET", Bucket, key, headers: headers);

    protected static KeyValuePair<string, string> H(string name, string value) => new(name, value);

    protected static void AssertRefused(WireResponse answer, int status, string code, string? ec) =>
        Assert.Equal((status, code, ec), (answer.Status, answer.Code, answer.Ec));
}
