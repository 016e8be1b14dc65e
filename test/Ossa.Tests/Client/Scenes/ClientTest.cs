using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Tests.Server;
using Xunit;

namespace Ossa.Tests.Client.Scenes;

/// <summary>A test of the client against a real server in this process, with one private bucket in it.</summary>
public abstract class ClientTest : ServerTest
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected OssClient Connect(Func<OssClientOptions, OssClientOptions>? adjust = null)
    {
        var options = new OssClientOptions
        {
            Endpoint = Server.Url.ToString(),
            Credentials = new StaticCredentialsProvider(TestServer.Key),
            MaxAttempts = 1,
        };
        return new OssClient(adjust?.Invoke(options) ?? options);
    }

    protected static async Task<byte[]> ReadAsync(OssClient client, string key, GetObjectOptions? options = null)
    {
        await using var download = await client.GetObjectAsync(Bucket, key, options, Cancel);
        using var bytes = new MemoryStream();
        await download.Content.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }
}
