using System.Text;
using Ossa.Protocol.Signing;
using Ossa.Server.Administration;
using Ossa.Server.Audit;
using Ossa.Server.Hosting;
using Ossa.Server.Transport;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Transport;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Repeating;

/// <summary>Repeated downloads among other requests on one connection: each has its answer, in its order, and is taken down.</summary>
public sealed class RepeatingConnectionTests : IAsyncLifetime
{
    private const string Bucket = "repeating-bucket";

    private readonly TemporaryDirectory _place = new();
    private readonly List<TestServer> _servers = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _place.Dispose();
    }

    [Fact]
    public async Task Repeated_and_other_requests_of_one_connection_are_answered_in_their_order()
    {
        var server = await StartAsync(options => options);
        await using var connection = await WireConnection.OpenAsync(server.EndPoint);
        var hot = Get(server, server.Presign("GET", Bucket, "hot"));
        await connection.SendAsync(hot, hot, hot);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("<hot>", (await connection.ReadAsync()).Text);
        }

        var put = Put(server, "new", "<new>");
        var cold = Get(server, server.Presign("GET", Bucket, "cold"));
        var absent = Get(server, server.Presign("GET", Bucket, "absent"));
        await connection.SendAsync(hot, cold, hot, hot, put, hot, absent, hot);
        string[] expected = ["<hot>", "<cold>", "<hot>", "<hot>", "", "<hot>", "absent", "<hot>"];
        foreach (var text in expected)
        {
            Assert.Contains(text, (await connection.ReadAsync()).Text, StringComparison.Ordinal);
        }

        // A body counts as the beginning of no request, whatever it says.
        var tricky = Put(server, "tricky", hot);
        await connection.SendAsync(tricky, hot);
        Assert.Equal(("", "<hot>"), ((await connection.ReadAsync()).Text, (await connection.ReadAsync()).Text));
        Assert.Equal(hot, (await server.SendAsync("GET", Bucket, "tricky")).Text);
        Assert.InRange(await RepeatedAsync(server), 3, 8);
    }

    [Fact]
    public async Task A_request_that_comes_in_pieces_is_answered()
    {
        var server = await StartAsync(options => options);
        await using var connection = await WireConnection.OpenAsync(server.EndPoint);
        var hot = Get(server, server.Presign("GET", Bucket, "hot"));
        for (var i = 0; i < 4; i++)
        {
            await connection.SendAsync(hot);
            await connection.ReadAsync();
        }

        foreach (var length in (int[])[1, 30, hot.Length - 2])
        {
            await connection.SendAsync(hot[..length]);
            await Task.Delay(20, Cancel);
            await connection.SendAsync(hot[length..]);
            Assert.Equal("<hot>", (await connection.ReadAsync()).Text);
        }
    }

    [Theory]
    [InlineData("hot")]
    [InlineData("file")]
    public async Task Each_repeated_download_stands_in_the_audit_log_and_the_figures_by_an_id_of_its_own(string key)
    {
        var server = await StartAsync(options => options with { Transport = TransportKind.Direct });
        await server.SendAsync("PUT", Bucket, "file", body: Bytes.Pattern(500_000));
        await using var connection = await WireConnection.OpenAsync(server.EndPoint);
        var urls = Enumerable.Range(0, 9).Select(i => server.Presign("GET", Bucket, key, 600 + (i / 4))).ToList();
        var told = new List<string>();
        foreach (var url in urls)
        {
            await connection.SendAsync(Get(server, url));
            told.Add((await connection.ReadAsync())["x-oss-request-id"]!);
        }

        Assert.InRange(await RepeatedAsync(server), key == "hot" || PageCacheProbe.Tells(_place.Path) ? 7 : 0, 7);
        Assert.Equal(9, told.Distinct().Count());
        List<AuditEntry> entries;
        do
        {
            var log = await server.SendAsync("GET", "-", "admin/v1/" + AdminApi.Audit, [new("key", key)]);
            entries =
            [
                .. log
                    .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => AuditEntry.Read(line)!)
                    .Where(entry => entry.Operation == "GetObject"),
            ];
        } while (entries.Count < told.Count);
        Assert.Equal(told, entries.Select(entry => entry.RequestId));
        Assert.Equal(urls.Select(SignatureFingerprint.OfUrl), entries.Select(entry => entry.Signature));
        var signedAt = DateTimeOffset.FromUnixTimeSeconds(server.Time.GetUtcNow().ToUnixTimeSeconds());
        Assert.Equal(
            [600, 600, 600, 600, 601, 601, 601, 601, 602],
            entries.Select(entry => (entry.Expires! - signedAt).Value.TotalSeconds)
        );
        var alike = entries.Select(entry =>
            entry with
            {
                Time = default,
                RequestId = null,
                Milliseconds = 0,
                Decision = null,
                Signature = null,
                Expires = null,
            }
        );
        Assert.Single(alike.Distinct());
        Assert.Equal("127.0.0.1", entries[^1].Address);
        Assert.Equal(9, await server.FigureAsync("""ossa_http_requests_total{operation="GetObject",status="200"}"""));
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_refused_whether_the_answer_is_known_or_not()
    {
        var server = await StartAsync(options =>
            options with
            {
                ClientLimits = new() { KeyRate = new(PerSecond: 1, Burst: 8) },
            }
        );
        await using var connection = await WireConnection.OpenAsync(server.EndPoint);
        var hot = Get(server, server.Presign("GET", Bucket, "hot"));
        var statuses = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            await connection.SendAsync(hot);
            statuses.Add((await connection.ReadAsync()).Status);
        }

        // Three objects and their bucket were written before.
        Assert.Equal([200, 200, 200, 200, 503, 503, 503, 503], statuses);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await connection.SendAsync(hot);
        Assert.Equal(200, (await connection.ReadAsync()).Status);
    }

    [Fact]
    public async Task Of_a_bucket_with_a_log_nothing_is_repeated()
    {
        var server = await StartAsync(options => options);
        var log =
            $"<BucketLoggingStatus><LoggingEnabled><TargetBucket>{Bucket}</TargetBucket><TargetPrefix>log/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>";
        var put = await server.SendAsync("PUT", Bucket, query: [new("logging", "")], body: Encoding.UTF8.GetBytes(log));
        Assert.Equal(200, put.Status);
        await using var connection = await WireConnection.OpenAsync(server.EndPoint);
        var hot = Get(server, server.Presign("GET", Bucket, "hot"));
        for (var i = 0; i < 5; i++)
        {
            await connection.SendAsync(hot);
            Assert.Equal("<hot>", (await connection.ReadAsync()).Text);
        }

        Assert.Equal(0, await RepeatedAsync(server));
    }

    private async Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions> adjust)
    {
        var server = await TestServer.StartAsync(
            adjust,
            await LocalEngine.OpenAsync(new() { Directory = Path.Combine(_place.Path, $"{_servers.Count}") }, Cancel)
        );
        _servers.Add(server);
        Assert.Equal(200, (await server.SendAsync("PUT", Bucket)).Status);
        foreach (var key in (string[])["hot", "cold", "other"])
        {
            await server.SendAsync("PUT", Bucket, key, body: Encoding.ASCII.GetBytes($"<{key}>"));
        }

        return server;
    }

    private static string Get(TestServer server, string target) =>
        $"GET {target} HTTP/1.1\r\nHost: {server.Host}\r\n\r\n";

    private static string Put(TestServer server, string key, string body) =>
        $"PUT {server.Presign("PUT", Bucket, key)} HTTP/1.1\r\nHost: {server.Host}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static Task<int> RepeatedAsync(TestServer server) => server.FigureAsync("ossa_http_answers_repeated_total");
}
