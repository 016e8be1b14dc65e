using System.Net.Sockets;
using System.Text;
using Ossa.Server.Hosting;
using Ossa.Server.Repeating;
using Ossa.Server.Transport;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Repeating;

/// <summary>Downloads that are answered like the one before them, with a body that is sent out of a file in memory.</summary>
public sealed class MemoryBodyTests : IAsyncLifetime
{
    private const string Bucket = "memory-body-bucket";
    private const string Kept = "ossa_http_answer_bodies";

    /// <summary>Of bodies that lie in the database one in eight that are read is kept.</summary>
    private const int UntilKept = 40;

    private readonly TemporaryDirectory _place = new();
    private TestServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => StartAsync(options => options);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _place.Dispose();
    }

    [Theory]
    [InlineData(MemoryBodies.MinBytes - 1, 0)]
    [InlineData(MemoryBodies.MinBytes, 1)]
    [InlineData(50_001, 1)]
    [InlineData(64 * 1024, 1)]
    public async Task A_longer_body_is_kept_as_a_file_as_long_as_it_is_the_objects_own(int length, int kept)
    {
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        foreach (var seed in (int[])[1, 2])
        {
            await PutAsync("k", Bytes.Pattern(length, seed));
            await AskAsync(connection, "k", UntilKept, Bytes.Pattern(length, seed));
            Assert.Equal(kept, await _server.FigureAsync(Kept));
        }

        Assert.NotEqual(0, await _server.FigureAsync("ossa_http_answers_repeated_total"));
        await _server.SendAsync("DELETE", Bucket, "k");
        await connection.SendAsync(Get("k"));
        Assert.Equal(404, (await connection.ReadAsync()).Status);
        Assert.Equal(0, await _server.FigureAsync(Kept));
    }

    [Fact]
    public async Task Each_of_many_requests_at_once_is_answered_by_its_own_head_and_body()
    {
        await PutAsync("k", Bytes.Pattern(40_000));
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        await AskAsync(connection, "k", UntilKept, Bytes.Pattern(40_000));
        await connection.SendAsync([.. Enumerable.Repeat(Get("k"), 30)]);
        var ids = new HashSet<string>();
        for (var i = 0; i < 30; i++)
        {
            var answer = await connection.ReadAsync();
            Assert.True(answer.Body.AsSpan().SequenceEqual(Bytes.Pattern(40_000)));
            Assert.True(ids.Add(answer["x-oss-request-id"]!));
        }
    }

    [Fact]
    public async Task No_more_of_them_are_kept_than_there_is_memory_for()
    {
        const int Room = 3;
        await _server.DisposeAsync();
        // Of each of two generations; with a body its row and what else is known of the answer is counted.
        await StartAsync(options => options with { AnswerBytes = 2 * Room * 140 * 1024 });
        for (var i = 0; i < 12; i++)
        {
            await PutAsync($"k{i}", Bytes.Pattern(64 * 1024, i));
        }

        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 12; i++)
            {
                await AskAsync(connection, $"k{i}", UntilKept / 2, Bytes.Pattern(64 * 1024, i));
                Assert.InRange(await _server.FigureAsync(Kept), 0, 2 * Room);
            }
        }

        Assert.InRange(await _server.FigureAsync(Kept), 1, 2 * Room);
    }

    [Fact]
    public async Task A_slow_reader_gets_the_whole_body_that_was_his_though_it_is_kept_no_longer()
    {
        var (first, second) = (Bytes.Pattern(64 * 1024, 1), Bytes.Pattern(64 * 1024, 2));
        await PutAsync("k", first);
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        await AskAsync(connection, "k", UntilKept, first);
        using var slow = new TcpClient { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(_server.EndPoint, Cancel);
        const int Asked = 200;
        // More than the buffers of both sockets hold.
        await slow.Client.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Get("k"), Asked))), Cancel);
        await PutAsync("k", second);
        await AskAsync(connection, "k", UntilKept, second);
        var stream = new BufferedStream(slow.GetStream());
        var (body, isSecond) = (new byte[64 * 1024], false);
        for (var i = 0; i < Asked; i++)
        {
            SkipHead(stream);
            await stream.ReadExactlyAsync(body, Cancel);
            isSecond |= body.AsSpan().SequenceEqual(second);
            Assert.True(body.AsSpan().SequenceEqual(isSecond ? second : first), $"answer {i}");
        }

        Assert.True(isSecond);
        Assert.Equal(1, await _server.FigureAsync(Kept));
    }

    [Fact]
    public async Task The_other_transport_keeps_them_with_their_answers()
    {
        await _server.DisposeAsync();
        await StartAsync(options => options with { Transport = TransportKind.Stock });
        await PutAsync("k", Bytes.Pattern(64 * 1024));
        await using var connection = await WireConnection.OpenAsync(_server.EndPoint);
        await AskAsync(connection, "k", UntilKept, Bytes.Pattern(64 * 1024));
        Assert.NotEqual(0, await _server.FigureAsync("ossa_http_answers_repeated_total"));
        Assert.Equal(0, await _server.FigureAsync(Kept));
    }

    [Fact]
    public async Task Whoever_holds_one_reads_it_to_the_end_and_nobody_opens_it_any_more()
    {
        var bodies = new MemoryBodies(Prometheus.Metrics.NewCustomRegistry());
        var kept = bodies.TryKeep(Bytes.Pattern(40_000))!;
        var held = kept.TryOpen()!;
        kept.Dispose();
        kept.Dispose();
        Assert.Null(kept.TryOpen());
        var read = new byte[40_001];
        Assert.Equal(40_000, RandomAccess.Read(held.Part.File, read, held.Part.Offset));
        Assert.True(read.AsSpan(0, 40_000).SequenceEqual(Bytes.Pattern(40_000)));
        await held.DisposeAsync();
        Assert.True(held.Part.File.IsClosed);
    }

    [Fact]
    public void There_are_so_many_of_them_at_most()
    {
        var bodies = new MemoryBodies(Prometheus.Metrics.NewCustomRegistry());
        var body = Bytes.Pattern(MemoryBodies.MinBytes);
        var kept = Enumerable.Range(0, MemoryBodies.MaxCount).Select(_ => bodies.TryKeep(body)!).ToList();
        Assert.All(kept, Assert.NotNull);
        Assert.Null(bodies.TryKeep(body));
        kept[0].Dispose();
        kept[0] = bodies.TryKeep(body)!;
        Assert.NotNull(kept[0]);
        kept.ForEach(one => one.Dispose());
    }

    private async ValueTask StartAsync(Func<ServerOptions, ServerOptions> adjust)
    {
        var directory = Path.Combine(_place.Path, Guid.NewGuid().ToString("N"));
        _server = await TestServer.StartAsync(
            options => adjust(options with { Transport = TransportKind.Direct }),
            await LocalEngine.OpenAsync(new() { Directory = directory }, Cancel)
        );
        await _server.SendAsync("PUT", Bucket);
        // Its head is the same each time.
        await _server.SendAsync("PUT", Bucket, query: [new("acl", "")], headers: [new("x-oss-acl", "public-read")]);
    }

    private async Task PutAsync(string key, byte[] body) =>
        Assert.Equal(200, (await _server.SendAsync("PUT", Bucket, key, body: body)).Status);

    private string Get(string key) => $"GET /{Bucket}/{key} HTTP/1.1\r\nHost: {_server.Host}\r\n\r\n";

    private async Task AskAsync(WireConnection connection, string key, int times, byte[] expected)
    {
        for (var i = 0; i < times; i++)
        {
            await connection.SendAsync(Get(key));
            Assert.True((await connection.ReadAsync()).Body.AsSpan().SequenceEqual(expected));
        }
    }

    private static void SkipHead(BufferedStream stream)
    {
        for (var ended = 0; ended < 4; )
        {
            var next = stream.ReadByte();
            Assert.NotEqual(-1, next);
            ended = next is '\r' or '\n' ? ended + 1 : 0;
        }
    }
}
