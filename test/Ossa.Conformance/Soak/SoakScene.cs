using System.Net;
using System.Security.Cryptography;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Conformance.Hosting;

namespace Ossa.Conformance.Soak;

/// <summary>One server and what all loads on it do. Every answer is looked at: one that is not deserved fails the test.</summary>
internal sealed class SoakScene : IDisposable
{
    public const string Bucket = "soak-bucket";

    private const int ObjectsThatFill = 10_000;
    private const int FillBytes = 16 * 1024;

    /// <summary>Nearly as much metadata as an object may have.</summary>
    private static readonly string LongText = new('m', 8000);

    private readonly OssaProcess _server;

    public SoakScene(OssaProcess server)
    {
        _server = server;
        Client = new OssClient(
            new OssClientOptions
            {
                Endpoint = server.Endpoint.GetLeftPart(UriPartial.Authority),
                Credentials = new StaticCredentialsProvider(server.Key),
                // What is sent again would hide that the first answer was a wrong one.
                MaxAttempts = 1,
            }
        );
    }

    public OssClient Client { get; }

    public Uri Endpoint => _server.Endpoint;

    /// <summary>Connections that wait are closed at once, so that none of them counts as the server's.</summary>
    public HttpClient Http { get; } =
        new(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(1) })
        {
            Timeout = TimeSpan.FromMinutes(2),
        };

    public Uri UrlOf(HttpMethod method, string key) => SignedUrl.Create(_server, method, Bucket, key);

    public async Task CreateBucketAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Put,
            SignedUrl.Create(_server, HttpMethod.Put, Bucket, null)
        );
        using var answer = await Http.SendAsync(request, cancellationToken);
        await RequireAsync(answer, HttpStatusCode.OK);
    }

    /// <summary>Writes an object of new bytes.</summary>
    public async Task PutAsync(string key, int bytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, UrlOf(HttpMethod.Put, key))
        {
            Content = new ByteArrayContent(RandomNumberGenerator.GetBytes(bytes)),
        };
        using var answer = await Http.SendAsync(request, cancellationToken);
        await RequireAsync(answer, HttpStatusCode.OK);
    }

    /// <summary>
    /// Fills what the store keeps in memory, which is bounded, so that whatever the server comes to hold afterwards is none of that. Together the objects are
    /// more than 64 MiB of rows, 48 MiB of blocks and the 32 MiB that were written last.
    /// </summary>
    public async Task FillCachesAsync(CancellationToken cancellationToken)
    {
        var objects = Enumerable.Range(0, ObjectsThatFill).Select(number => $"fill/{number}").ToList();
        var many = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancellationToken };
        var body = RandomNumberGenerator.GetBytes(FillBytes);
        var options = new PutObjectOptions { UserMetadata = new Dictionary<string, string> { ["text"] = LongText } };
        await Parallel.ForEachAsync(
            objects,
            many,
            async (key, cancel) => await Client.PutObjectAsync(Bucket, key, body, options, cancel)
        );
        await Parallel.ForEachAsync(
            objects,
            many,
            async (key, cancel) => await GetAsync(UrlOf(HttpMethod.Get, key), cancel)
        );
    }

    /// <summary>Reads an object, and proves that the bytes are those of one and the same write.</summary>
    public async Task GetAsync(Uri url, CancellationToken cancellationToken)
    {
        using var answer = await Http.GetAsync(url, cancellationToken);
        await RequireAsync(answer, HttpStatusCode.OK);
        RequireWhole(answer, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    public static void RequireWhole(HttpResponseMessage answer, byte[] body) =>
        Assert.Equal($"\"{Convert.ToHexString(MD5.HashData(body))}\"", answer.Headers.ETag?.Tag);

    public static async Task RequireAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        if (answer.StatusCode != expected)
        {
            Assert.Fail($"{answer}\n{await answer.Content.ReadAsStringAsync(CancellationToken.None)}");
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        Http.Dispose();
    }
}
