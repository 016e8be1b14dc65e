using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Transport;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Traffic;

/// <summary>Times are those of the clock that the server waits by, and exact to the millisecond.</summary>
public sealed class TrafficLimitTests : IAsyncLifetime
{
    private const string Bucket = "test-bucket";
    private const string Name = "x-oss-traffic-limit";

    /// <summary>100 KiB, one second's worth at 819,200 bit/s; a quarter of it may go at once.</summary>
    private const int PerSecond = 102_400;

    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(3 * PerSecond);

    private TestServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await TestServer.StartAsync(clock: new JumpingClock());
        await _server.SendAsync("PUT", Bucket);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(true, 819_200, 2.75)]
    [InlineData(false, 819_200, 2.75)]
    [InlineData(true, 245_760, 9.75)]
    [InlineData(false, 8_192_000, 0.05)]
    [InlineData(true, 838_860_800, 0)]
    public async Task A_download_takes_its_time(bool inHeader, int limit, double seconds)
    {
        await _server.SendAsync("PUT", Bucket, "k", body: Content);
        var (answer, took) = await MeasureAsync(() => SendAsync("GET", "k", inHeader, $"{limit}"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(Content, answer.Body);
        AssertTook(seconds, took);
    }

    [Fact]
    public async Task A_small_body_and_a_range_take_theirs()
    {
        await _server.SendAsync("PUT", Bucket, "small", body: Content[..(PerSecond / 2)]);
        var (_, took) = await MeasureAsync(() => SendAsync("GET", "small", true, "819200"));
        AssertTook(0.25, took);
        await _server.SendAsync("PUT", Bucket, "k", body: Content);
        (var answer, took) = await MeasureAsync(() =>
            _server.SendAsync("GET", Bucket, "k", headers: [new(Name, "819200"), new("Range", $"bytes=1-{PerSecond}")])
        );
        Assert.Equal(206, answer.Status);
        Assert.Equal(Content[1..(PerSecond + 1)], answer.Body);
        AssertTook(0.75, took);
    }

    [Theory]
    [InlineData(TransportKind.Direct)]
    [InlineData(TransportKind.Stock)]
    public async Task Bytes_of_a_file_go_out_once_they_are_paid_for(TransportKind transport)
    {
        const int runBytes = PerSecond / 4;
        using var place = new TemporaryDirectory();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await TestServer.StartAsync(
            options => options with { Transport = transport },
            await LocalEngine.OpenAsync(new() { Directory = Path.Combine(place.Path, "store") }, Cancel),
            clock: clock
        );
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "k", body: Content);
        // Now its blocks are verified, and may go out of their file.
        Assert.Equal(200, (await server.SendAsync("GET", Bucket, "k")).Status);
        using var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint, Cancel);
        var target = server.Presign("GET", Bucket, "k", query: [new(Name, "819200")]);
        await client.Client.SendAsync(
            Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: {server.Host}\r\n\r\n"),
            Cancel
        );
        var stream = client.GetStream();
        await SkipHeadAsync(stream);
        var all = new byte[Content.Length];
        await stream.ReadExactlyAsync(all.AsMemory(0, runBytes), Cancel);
        // The clock stands still, so that nothing more is paid for.
        await Task.Delay(200, Cancel);
        Assert.Equal(0, client.Available);
        var rest = stream.ReadExactlyAsync(all.AsMemory(runBytes), Cancel).AsTask();
        while (!rest.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            await Task.WhenAny(rest, Task.Delay(10, Cancel));
        }

        await rest;
        Assert.Equal(Content, all);
    }

    [Theory]
    [InlineData("PUT", "")]
    [InlineData("POST", "append")]
    [InlineData("PUT", "part")]
    public async Task An_upload_takes_its_time(string method, string kind)
    {
        KeyValuePair<string, string>[] query = kind switch
        {
            "append" => [new("append", ""), new("position", "0")],
            "part" => [new("partNumber", "1"), new("uploadId", await InitiateAsync())],
            _ => [],
        };
        var (answer, took) = await MeasureAsync(() =>
            _server.SendAsync(method, Bucket, "k", [.. query, new(Name, "819200")], body: Content)
        );
        Assert.Equal(200, answer.Status);
        AssertTook(2.75, took);
    }

    [Fact]
    public async Task Without_a_limit_nobody_waits()
    {
        var (_, put) = await MeasureAsync(() => _server.SendAsync("PUT", Bucket, "k", body: Content));
        var (_, got) = await MeasureAsync(() => _server.SendAsync("GET", Bucket, "k"));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (put, got));
    }

    [Fact]
    public async Task A_signed_url_holds_its_holder_to_its_limit()
    {
        await _server.SendAsync("PUT", Bucket, "k", body: Content);
        var target = _server.Presign("GET", Bucket, "k", query: [new(Name, "819200")]);
        var (answer, took) = await MeasureAsync(() => _server.SendRawAsync("GET", target));
        Assert.Equal(200, answer.Status);
        AssertTook(2.75, took);
        var faster = target.Replace("=819200", "=8192000", StringComparison.Ordinal);
        Assert.Equal(403, (await _server.SendRawAsync("GET", faster)).Status);
        Assert.Equal(
            403,
            (await _server.SendRawAsync("GET", target.Replace(Name + "=819200", "", StringComparison.Ordinal))).Status
        );
    }

    [Fact]
    public async Task Anybody_may_ask_for_less_of_a_public_object()
    {
        await _server.SendAsync("PUT", Bucket, "k", headers: [new("x-oss-object-acl", "public-read")], body: Content);
        var (answer, took) = await MeasureAsync(() => _server.SendRawAsync("GET", $"/{Bucket}/k?{Name}=819200"));
        Assert.Equal(200, answer.Status);
        AssertTook(2.75, took);
    }

    [Theory]
    [InlineData("245759")]
    [InlineData("838860801")]
    [InlineData("0")]
    [InlineData("-819200")]
    [InlineData("819200.0")]
    [InlineData("99999999999999999999")]
    [InlineData("fast")]
    [InlineData("")]
    public async Task A_limit_that_is_none_is_refused_and_nothing_is_stored(string limit)
    {
        foreach (var inHeader in (bool[])[true, false])
        {
            var put = await SendAsync("PUT", "k", inHeader, limit, [1]);
            Assert.Equal((400, "InvalidArgument", limit), (put.Status, put.Code, put.Element("ArgumentValue")));
            Assert.Equal(404, (await _server.SendAsync("GET", Bucket, "k")).Status);
            await _server.SendAsync("PUT", Bucket, "there", body: [1]);
            var got = await SendAsync("GET", "there", inHeader, limit);
            Assert.Equal((400, "InvalidArgument", null), (got.Status, got.Code, got["ETag"]));
        }
    }

    [Fact]
    public async Task A_limit_stands_in_one_place()
    {
        var answer = await _server.SendAsync("PUT", Bucket, "k", [new(Name, "819200")], [new(Name, "819200")], [1]);
        Assert.Equal((400, "InvalidArgument"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_copy_moves_nothing_over_the_connection_but_its_limit_must_be_one()
    {
        await _server.SendAsync("PUT", Bucket, "k", body: Content);
        KeyValuePair<string, string> source = new("x-oss-copy-source", $"/{Bucket}/k");
        var good = await _server.SendAsync("PUT", Bucket, "copy", headers: [source, new(Name, "819200")], body: []);
        Assert.Equal(200, good.Status);
        var bad = await _server.SendAsync("PUT", Bucket, "other", headers: [source, new(Name, "1")], body: []);
        Assert.Equal((400, "InvalidArgument"), (bad.Status, bad.Code));
    }

    private Task<WireResponse> SendAsync(string method, string key, bool inHeader, string limit, byte[]? body = null)
    {
        KeyValuePair<string, string>[] said = [new(Name, limit)];
        return _server.SendAsync(method, Bucket, key, inHeader ? [] : said, inHeader ? said : [], body);
    }

    /// <summary>Timers count whole milliseconds, and drop the rest.</summary>
    private static void AssertTook(double seconds, TimeSpan took) =>
        Assert.InRange(took.TotalSeconds, seconds - 0.001, seconds);

    private static async Task SkipHeadAsync(NetworkStream stream)
    {
        var one = new byte[1];
        for (var head = ""; !head.EndsWith("\r\n\r\n", StringComparison.Ordinal); head += (char)one[0])
        {
            await stream.ReadExactlyAsync(one, Cancel);
        }
    }

    private async Task<string> InitiateAsync() =>
        (await _server.SendAsync("POST", Bucket, "k", [new("uploads", "")], body: [])).Element("UploadId")!;

    private async Task<(WireResponse Answer, TimeSpan Took)> MeasureAsync(Func<Task<WireResponse>> send)
    {
        var before = _server.Time.GetUtcNow();
        var answer = await send();
        return (answer, _server.Time.GetUtcNow() - before);
    }
}
