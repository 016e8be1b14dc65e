using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Ossa.Server.Hosting;
using Ossa.Server.Transport;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Transport;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Repeating;

/// <summary>Downloads that are answered like the one before them, with a body that is sent out of its file.</summary>
public sealed class RepeatedFileTests : IAsyncLifetime
{
    private const string Bucket = "repeated-file-bucket";
    private const int FileBytes = 1_000_000;

    private readonly TemporaryDirectory _place = new();
    private TestServer _server = null!;
    private CountedBlobs _blobs = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Blobs => Path.Combine(_place.Path, "store", "blobs");

    public ValueTask InitializeAsync() => StartAsync(options => options);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Theory]
    [InlineData(FileBytes, true)]
    [InlineData(1024 * 1024, true)]
    // More than is sent at once.
    [InlineData(1024 * 1024 + 1, false)]
    public async Task A_body_in_a_file_is_sent_again_as_long_as_it_is_the_objects_own(int length, bool isRepeated)
    {
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        var get = Get("k");
        foreach (var seed in (int[])[1, 2])
        {
            await PutAsync("k", Bytes.Pattern(length, seed));
            await AskAsync(connection, get, times: 6, Bytes.Pattern(length, seed));
        }

        await _server.SendAsync("DELETE", Bucket, "k");
        await connection.SendAsync(get);
        Assert.Equal(404, (await connection.ReadAsync()).Status);
        AssertCount(await RepeatedAsync(), isRepeated ? 8 : 0);
    }

    [Fact]
    public async Task Part_of_a_file_walks_the_road_each_time()
    {
        await PutAsync("k", Bytes.Pattern(FileBytes));
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        await AskAsync(connection, Get("k"), times: 3, Bytes.Pattern(FileBytes));
        var before = await RepeatedAsync();
        var part = Get("k").Replace("\r\n\r\n", "\r\nRange: bytes=7-900000\r\n\r\n", StringComparison.Ordinal);
        await AskAsync(connection, part, times: 4, Bytes.Pattern(FileBytes)[7..900_001]);
        Assert.Equal(before, await RepeatedAsync());
    }

    [Fact]
    public async Task What_had_to_be_read_takes_no_room_from_what_can_be_repeated()
    {
        await _server.DisposeAsync();
        await StartAsync(options => options with { Transport = TransportKind.Stock, AnswerBytes = 512 * 1024 });
        await PutAsync("k", Bytes.Pattern(100_000));
        await PutAsync("small", Bytes.Pattern(100));
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        for (var i = 0; i < 24; i++)
        {
            await AskAsync(
                connection,
                Get("k", KeyValuePair.Create("number", $"{i % 8}")),
                times: 1,
                Bytes.Pattern(100_000)
            );
        }

        await AskAsync(connection, Get("small"), times: 5, Bytes.Pattern(100));
        Assert.Equal(3, await RepeatedAsync());
    }

    [Fact]
    public async Task A_file_that_was_changed_on_the_disk_is_verified_again_before_anything_of_it_goes_out()
    {
        await PutAsync("k", Bytes.Pattern(FileBytes));
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        await AskAsync(connection, Get("k"), times: 4, Bytes.Pattern(FileBytes));
        var blob = Directory.GetFiles(Blobs, "*", SearchOption.AllDirectories).Single();
        await using (var file = File.OpenWrite(blob))
        {
            file.WriteByte((byte)~Bytes.Pattern(1)[0]);
        }

        File.SetLastWriteTimeUtc(blob, DateTime.UnixEpoch);
        await connection.SendAsync(Get("k"));
        Assert.Equal(500, (await connection.ReadAsync()).Status);
    }

    [Fact]
    public async Task A_file_that_is_gone_from_the_disk_is_missed()
    {
        await PutAsync("k", Bytes.Pattern(FileBytes));
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        await AskAsync(connection, Get("k"), times: 4, Bytes.Pattern(FileBytes));
        File.Delete(Directory.GetFiles(Blobs, "*", SearchOption.AllDirectories).Single());
        await connection.SendAsync(Get("k"));
        Assert.Equal(500, (await connection.ReadAsync()).Status);
    }

    [Fact]
    public async Task A_body_is_verified_again_once_that_was_long_ago()
    {
        await PutAsync("k", Bytes.Pattern(FileBytes));
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        await AskAsync(connection, Get("k"), times: 4, Bytes.Pattern(FileBytes));
        var before = await RepeatedAsync();
        _server.Time.Advance(TimeSpan.FromMinutes(16));
        await AskAsync(connection, Get("k"), times: 1, Bytes.Pattern(FileBytes));
        Assert.Equal(before, await RepeatedAsync());
        await AskAsync(connection, Get("k"), times: 4, Bytes.Pattern(FileBytes));
        Assert.InRange(await RepeatedAsync(), before + (CanTell ? 1 : 0), before + 4);
    }

    [Fact]
    public async Task Each_file_is_closed_again_whether_its_answer_went_out_or_was_refused_or_nobody_was_there_any_more()
    {
        await _server.DisposeAsync();
        await StartAsync(options => options with { ClientLimits = new() { KeyRate = new(PerSecond: 1, Burst: 12) } });
        await PutAsync("k", Bytes.Pattern(FileBytes));
        await using (var connection = await WireConnection.OpenAsync(_server.EndPoint))
        {
            await AskAsync(connection, Get("k"), times: 8, Bytes.Pattern(FileBytes));
            var statuses = new List<int>();
            for (var i = 0; i < 5; i++)
            {
                await connection.SendAsync(Get("k"));
                statuses.Add((await connection.ReadAsync()).Status);
            }

            Assert.Contains(503, statuses);
        }

        using (var leaver = new TcpClient { ReceiveBufferSize = 4096 })
        {
            await leaver.ConnectAsync(_server.EndPoint, Cancel);
            _server.Time.Advance(TimeSpan.FromSeconds(12));
            await leaver.Client.SendAsync(
                Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Get("k"), 8))),
                Cancel
            );
            Assert.True(await leaver.Client.ReceiveAsync(new byte[1000], Cancel) > 0);
            leaver.Client.Close(0);
        }

        Assert.InRange(await RepeatedAsync(), CanTell ? 1 : 0, int.MaxValue);
        Assert.True(SpinWait.SpinUntil(() => _blobs.Open == 0, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_reader_who_takes_longer_than_a_connection_may_be_idle_gets_the_whole_answer()
    {
        await _server.DisposeAsync();
        await StartAsync(options =>
            options with
            {
                IdleTimeout = TimeSpan.FromSeconds(60),
                ClientLimits = new() { KeepAliveTimeout = TimeSpan.FromSeconds(2) },
            }
        );
        await PutAsync("k", Bytes.Pattern(FileBytes));
        await _server.SendAsync("PUT", Bucket, "k", [new("acl", "")], [new("x-oss-object-acl", "public-read")]);
        // The server receives all of them at once; what it had not received would have the system end the connection by a reset.
        var get = $"GET /{Bucket}/k HTTP/1.1\r\nHost: {_server.Host}\r\n\r\n";
        await using (var connection = await WireConnection.OpenAsync(_server.EndPoint))
        {
            await AskAsync(connection, get, times: 4, Bytes.Pattern(FileBytes));
        }

        using var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(_server.EndPoint, Cancel);
        // More than the buffers of both sockets hold.
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(get, 12))), Cancel);
        // Kestrel looks about once a second.
        await Task.Delay(TimeSpan.FromSeconds(5), Cancel);
        using var received = new MemoryStream();
        await client.GetStream().CopyToAsync(received, Cancel);
        // The one that was waited for is the last, where not all found room: the connection has not been heard of for too long.
        Assert.InRange(CountWhole(received.ToArray(), Bytes.Pattern(FileBytes)), 1, 12);
    }

    /// <summary>Else some walk the road again.</summary>
    private bool CanTell => PageCacheProbe.Tells(_place.Path);

    private void AssertCount(int repeated, int expected) => Assert.InRange(repeated, CanTell ? expected : 0, expected);

    private async ValueTask StartAsync(Func<ServerOptions, ServerOptions> adjust)
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var engine = await LocalEngine.OpenAsync(
            new() { Directory = Path.Combine(_place.Path, "store"), Time = clock },
            Cancel
        );
        _blobs = new CountedBlobs(engine.Blobs);
        _server = await TestServer.StartAsync(
            options => adjust(options with { Transport = TransportKind.Direct }),
            engine with
            {
                Blobs = _blobs,
            },
            clock: clock
        );
        await _server.SendAsync("PUT", Bucket);
    }

    private async Task PutAsync(string key, byte[] body) =>
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket, key, body: body)).Status);

    private string Get(string key, params KeyValuePair<string, string>[] query) =>
        $"GET {_server.Presign("GET", Bucket, key, query: query)} HTTP/1.1\r\nHost: {_server.Host}\r\n\r\n";

    private static async Task AskAsync(WireConnection connection, string get, int times, byte[] expected)
    {
        for (var i = 0; i < times; i++)
        {
            await connection.SendAsync(get);
            var answer = await connection.ReadAsync();
            Assert.InRange(answer.Status, 200, 206);
            Assert.True(answer.Body.AsSpan().SequenceEqual(expected));
        }
    }

    /// <summary>How many answers came, of which each has to be whole.</summary>
    private static int CountWhole(ReadOnlySpan<byte> came, byte[] body)
    {
        var count = 0;
        for (; !came.IsEmpty; count++)
        {
            Assert.True(came.StartsWith("HTTP/1.1 200 "u8));
            came = came[(came.IndexOf("\r\n\r\n"u8) + 4)..];
            Assert.True(came[..body.Length].SequenceEqual(body));
            came = came[body.Length..];
        }

        return count;
    }

    private Task<int> RepeatedAsync() => _server.FigureAsync("ossa_http_answers_repeated_total");
}
