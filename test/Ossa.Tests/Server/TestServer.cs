using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Ossa.Engine;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;
using Ossa.Server.Identity;
using Ossa.Server.Transport;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Ossa.Tests.Server.Wire;

namespace Ossa.Tests.Server;

/// <summary>A server in this process, in memory, on a free port, with a clock that the test turns.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string Region = "cn-hangzhou";

    public static readonly AccessKey Key = new("OSSAtestkey0001", "secret/with+odd=characters");

    /// <summary>All tests can be run on either transport, by the variable that sets it for a server.</summary>
    private static readonly TransportKind Transport =
        Environment.GetEnvironmentVariable("OSSA_TRANSPORT") == "stock" ? TransportKind.Stock : TransportKind.Direct;

    private readonly OssaServer _server;

    private readonly TimeProvider _clock;

    private TestServer(OssaServer server, OssaEngine engine, TimeProvider clock)
    {
        _server = server;
        Engine = engine;
        _clock = clock;
        Port = server.Addresses[0].Port;
    }

    public OssaEngine Engine { get; }

    /// <summary>The clock that the test turns, where it gave none of another kind.</summary>
    public FakeTimeProvider Time => (FakeTimeProvider)_clock;

    public int Port { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Port);

    public string Host => $"127.0.0.1:{Port}";

    public Uri Url => new($"http://{Host}");

    public static async Task<TestServer> StartAsync(
        Func<ServerOptions, ServerOptions>? adjust = null,
        StorageEngine? storage = null,
        ILoggerProvider? log = null,
        EngineOptions? limits = null,
        TimeProvider? clock = null,
        string scheme = "http"
    )
    {
        // A real moment; whoever needs another one gives a clock.
        var time = clock ?? new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var engine = await OssaEngine.OpenAsync(
            storage ?? InMemoryEngine.Create(),
            limits ?? new EngineOptions(),
            time,
            CancellationToken.None
        );
        var options = new ServerOptions
        {
            Region = Region,
            IdleTimeout = TimeSpan.FromSeconds(2),
            DrainTimeout = TimeSpan.FromSeconds(2),
            Transport = Transport,
        };
        var server = await OssaServer.StartAsync(
            engine,
            new AccessKeyRing(Key),
            [new Uri($"{scheme}://127.0.0.1:0")],
            adjust?.Invoke(options) ?? options,
            time,
            logging => Log(logging, log),
            CancellationToken.None
        );
        return new TestServer(server, engine, time);
    }

    private static void Log(ILoggingBuilder logging, ILoggerProvider? log)
    {
        logging.SetMinimumLevel(log is null ? LogLevel.None : LogLevel.Debug);
        if (log is not null)
        {
            logging.AddProvider(log);
        }
    }

    /// <summary>Sends a request in path style, signed by header with V4.</summary>
    public Task<WireResponse> SendAsync(
        string method,
        string? bucket = null,
        string? key = null,
        IReadOnlyList<KeyValuePair<string, string>>? query = null,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null,
        byte[]? body = null,
        AccessKey? signer = null
    )
    {
        var request = new SignableRequest(method, bucket, key, query ?? [], headers ?? []);
        var added = SignatureV4.Authorize(
            signer ?? Key,
            Region,
            CredentialScope.OssProduct,
            _clock.GetUtcNow(),
            request
        );
        return SendRawAsync(method, Target(bucket, key, query ?? []), [.. headers ?? [], .. added], body);
    }

    /// <summary>A whole number on the page of figures.</summary>
    /// <param name="name">Its name, with its labels.</param>
    public async Task<int> FigureAsync(string name)
    {
        var page = (await SendRawAsync("GET", "/-/metrics")).Text;
        var line = page.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return int.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
    }

    /// <summary>Sends a request as it is; the Host header is added unless given.</summary>
    public Task<WireResponse> SendRawAsync(
        string method,
        string target,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null,
        byte[]? body = null
    )
    {
        var all = headers ?? [];
        if (!all.Any(header => header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
        {
            all = [new("Host", Host), .. all];
        }

        return WireClient.SendAsync(EndPoint, method, target, all, body);
    }

    /// <summary>The target of a V4-signed URL in path style.</summary>
    public string Presign(
        string method,
        string bucket,
        string? key,
        int expiresSeconds = 600,
        IReadOnlyList<KeyValuePair<string, string>>? query = null,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null,
        AccessKey? signer = null,
        string region = Region,
        DateTimeOffset? at = null
    )
    {
        var request = new SignableRequest(method, bucket, key, query ?? [], headers ?? []);
        var signed = SignatureV4.Presign(
            signer ?? Key,
            region,
            CredentialScope.OssProduct,
            at ?? _clock.GetUtcNow(),
            expiresSeconds,
            request
        );
        return Target(bucket, key, signed);
    }

    /// <summary>The target of a V1-signed URL in path style.</summary>
    public string PresignV1(
        string method,
        string bucket,
        string? key,
        int expiresSeconds = 600,
        IReadOnlyList<KeyValuePair<string, string>>? query = null,
        AccessKey? signer = null
    )
    {
        var request = new SignableRequest(method, bucket, key, query ?? [], []);
        var signed = SignatureV1.Presign(signer ?? Key, _clock.GetUtcNow().AddSeconds(expiresSeconds), request);
        return Target(bucket, key, signed);
    }

    public static string Target(string? bucket, string? key, IEnumerable<KeyValuePair<string, string>> query)
    {
        var path = bucket is null ? "/" : $"/{bucket}/{UriEncoding.EncodePath(key ?? "")}";
        var text = UriEncoding.EncodeQuery(query);
        return text.Length == 0 ? path : $"{path}?{text}";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
