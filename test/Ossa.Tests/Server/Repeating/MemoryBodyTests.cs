using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
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

    private const string Repeated = "ossa_http_answers_repeated_total";

    private readonly TemporaryDirectory _place = new();
    private TestServer? _started;

    private TestServer Server => _started!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(
            MemoryBodies.AreAllowed,
            "Bodies are kept in memory by Linux on 64 bits, where a process may have 8,192 files open; to allow them: ulimit -n 8192"
        );
        return StartAsync(options => options);
    }

    public async ValueTask DisposeAsync()
    {
        await (_started?.DisposeAsync() ?? ValueTask.CompletedTask);
        _place.Dispose();
    }

    [Theory]
    [InlineData(MemoryBodies.MinBytes - 1, 0)]
    [InlineData(MemoryBodies.MinBytes, 1)]
    [InlineData(50_001, 1)]
    [InlineData(64 * 1024, 1)]
    public async Task A_longer_body_is_kept_as_a_file_as_long_as_it_is_the_objects_own(int length, int kept)
    {
        await using var connection = await WireConnection.OpenAsync(Server.EndPoint);
        foreach (var seed in (int[])[1, 2])
        {
            await PutAsync("k", Bytes.Pattern(length, seed));
            await AskAsync(connection, "k", UntilKept, Bytes.Pattern(length, seed));
            Assert.Equal(kept, await Server.FigureAsync(Kept));
        }

        Assert.NotEqual(0, await Server.FigureAsync(Repeated));
        await Server.SendAsync("DELETE", Bucket, "k");
        await connection.SendAsync(Get("k"));
        Assert.Equal(404, (await connection.ReadAsync()).Status);
        Assert.Equal(0, await Server.FigureAsync(Kept));
    }

    [Fact]
    public async Task Each_of_many_requests_at_once_is_answered_by_its_own_head_and_body()
    {
        await PutAsync("k", Bytes.Pattern(60_000));
        await using var connection = await WireConnection.OpenAsync(Server.EndPoint);
        await AskAsync(connection, "k", UntilKept, Bytes.Pattern(60_000));
        Assert.Equal(1, await Server.FigureAsync(Kept));
        var before = await Server.FigureAsync(Repeated);
        await connection.SendAsync([.. Enumerable.Repeat(Get("k"), 30)]);
        var ids = new HashSet<string>();
        for (var i = 0; i < 30; i++)
        {
            var answer = await connection.ReadAsync();
            Assert.True(answer.Body.AsSpan().SequenceEqual(Bytes.Pattern(60_000)));
            Assert.True(ids.Add(answer["x-oss-request-id"]!));
        }

        Assert.Equal(before + 30, await Server.FigureAsync(Repeated));
    }

    [Fact]
    public async Task No_more_of_them_are_kept_than_there_is_memory_for()
    {
        const int Room = 3;
        await Server.DisposeAsync();
        // Of each of two generations; with a body its row and what else is known of the answer is counted.
        await StartAsync(options => options with { AnswerBytes = 2 * Room * 140 * 1024 });
        for (var i = 0; i < 12; i++)
        {
            await PutAsync($"k{i}", Bytes.Pattern(64 * 1024, i));
        }

        await using var connection = await WireConnection.OpenAsync(Server.EndPoint);
        for (var round = 0; round < 4; round++)
        {
            for (var i = 0; i < 12; i++)
            {
                await AskAsync(connection, $"k{i}", UntilKept / 2, Bytes.Pattern(64 * 1024, i));
                Assert.InRange(await Server.FigureAsync(Kept), 0, 2 * Room);
            }
        }

        Assert.InRange(await Server.FigureAsync(Kept), 1, 2 * Room);
    }

    [Fact]
    public async Task A_slow_reader_gets_the_whole_body_that_was_his_though_it_is_kept_no_longer()
    {
        await Server.DisposeAsync();
        await StartAsync(options => options with { IdleTimeout = TimeSpan.FromMinutes(2) });
        var (first, second) = (Bytes.Pattern(64 * 1024, 1), Bytes.Pattern(64 * 1024, 2));
        await PutAsync("k", first);
        await using var connection = await WireConnection.OpenAsync(Server.EndPoint);
        await AskAsync(connection, "k", UntilKept, first);
        using var slow = new TcpClient { ReceiveBufferSize = 4096 };
        await slow.ConnectAsync(Server.EndPoint, Cancel);
        const int Asked = 200;
        // More than the buffers of both sockets hold.
        await slow.Client.SendAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Get("k"), Asked))), Cancel);
        var stream = new BufferedStream(slow.GetStream());
        var (body, isSecond) = (new byte[64 * 1024], false);
        SkipHead(stream);
        await stream.ReadExactlyAsync(body, Cancel);
        Assert.True(body.AsSpan().SequenceEqual(first));
        await PutAsync("k", second);
        await AskAsync(connection, "k", UntilKept, second);
        for (var i = 1; i < Asked; i++)
        {
            SkipHead(stream);
            await stream.ReadExactlyAsync(body, Cancel);
            isSecond |= body.AsSpan().SequenceEqual(second);
            Assert.True(body.AsSpan().SequenceEqual(isSecond ? second : first), $"answer {i}");
        }

        Assert.True(isSecond);
        Assert.Equal(1, await Server.FigureAsync(Kept));
    }

    [Fact]
    public async Task Each_file_is_closed_whether_its_answer_went_out_or_was_refused_or_nobody_was_there_any_more()
    {
        // No other test has a body of this length.
        const int Length = 51_237;
        await Server.DisposeAsync();
        await StartAsync(options =>
            options with
            {
                ClientLimits = new() { AddressRate = new(PerSecond: 1, Burst: 100) },
            }
        );
        await PutAsync("k", Bytes.Pattern(Length));
        await using var connection = await WireConnection.OpenAsync(Server.EndPoint);
        await AskAsync(connection, "k", UntilKept, Bytes.Pattern(Length));
        Assert.Equal(1, OpenBodies(Length));
        using (var leaver = new TcpClient { ReceiveBufferSize = 4096 })
        {
            await leaver.ConnectAsync(Server.EndPoint, Cancel);
            await leaver.Client.SendAsync(
                Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(Get("k"), 30))),
                Cancel
            );
            Assert.True(await leaver.Client.ReceiveAsync(new byte[1000], Cancel) > 0);
            leaver.Client.Close(0);
        }

        var statuses = new List<int>();
        for (var i = 0; i < 80; i++)
        {
            await connection.SendAsync(Get("k"));
            statuses.Add((await connection.ReadAsync()).Status);
        }

        Assert.Contains(503, statuses);
        Server.Time.Advance(TimeSpan.FromMinutes(2));
        await Server.SendAsync("DELETE", Bucket, "k");
        await connection.SendAsync(Get("k"));
        Assert.Equal(404, (await connection.ReadAsync()).Status);
        Assert.True(SpinWait.SpinUntil(() => OpenBodies(Length) == 0, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task The_other_transport_keeps_them_with_their_answers()
    {
        await Server.DisposeAsync();
        await StartAsync(options => options with { Transport = TransportKind.Stock });
        await PutAsync("k", Bytes.Pattern(64 * 1024));
        await using var connection = await WireConnection.OpenAsync(Server.EndPoint);
        await AskAsync(connection, "k", UntilKept, Bytes.Pattern(64 * 1024));
        Assert.NotEqual(0, await Server.FigureAsync(Repeated));
        Assert.Equal(0, await Server.FigureAsync(Kept));
    }

    [Fact]
    public async Task Whoever_holds_one_reads_it_to_the_end_and_nobody_opens_it_any_more()
    {
        var bodies = new MemoryBodies(maxBytes: 0, Prometheus.Metrics.NewCustomRegistry());
        var kept = bodies.TryKeep(Bytes.Pattern(60_000))!;
        var held = kept.TryOpen()!;
        kept.Dispose();
        kept.Dispose();
        Assert.Null(kept.TryOpen());
        var read = new byte[60_001];
        Assert.Equal(60_000, RandomAccess.Read(held.Part.File, read, held.Part.Offset));
        Assert.True(read.AsSpan(0, 60_000).SequenceEqual(Bytes.Pattern(60_000)));
        await held.DisposeAsync();
        Assert.True(held.Part.File.IsClosed);
    }

    [Fact]
    public void There_are_so_many_of_them_at_most()
    {
        var bodies = new MemoryBodies(maxBytes: 0, Prometheus.Metrics.NewCustomRegistry());
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
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var directory = Path.Combine(_place.Path, Guid.NewGuid().ToString("N"));
        _started = await TestServer.StartAsync(
            options => adjust(options with { Transport = TransportKind.Direct }),
            await LocalEngine.OpenAsync(new() { Directory = directory, Time = clock }, Cancel),
            clock: clock
        );
        await Server.SendAsync("PUT", Bucket);
        // Its head is the same each time.
        await Server.SendAsync("PUT", Bucket, query: [new("acl", "")], headers: [new("x-oss-acl", "public-read")]);
    }

    private async Task PutAsync(string key, byte[] body) =>
        Assert.Equal(200, (await Server.SendAsync("PUT", Bucket, key, body: body)).Status);

    private string Get(string key) => $"GET /{Bucket}/{key} HTTP/1.1\r\nHost: {Server.Host}\r\n\r\n";

    private async Task AskAsync(WireConnection connection, string key, int times, byte[] expected)
    {
        for (var i = 0; i < times; i++)
        {
            await connection.SendAsync(Get(key));
            Assert.True((await connection.ReadAsync()).Body.AsSpan().SequenceEqual(expected));
        }
    }

    /// <summary>How many files in memory of a length this process has open.</summary>
    private static int OpenBodies(int length) =>
        Directory
            .GetFiles("/proc/self/fd")
            .Count(path =>
                new FileInfo(path).LinkTarget?.StartsWith("/memfd:ossa-body", StringComparison.Ordinal) is true
                && File.Exists(path)
                && LengthOf(path) == length
            );

    private static long LengthOf(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return RandomAccess.GetLength(file);
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
