using System.Text;
using Xunit;

namespace Ossa.Tests.Server.Http2;

/// <summary>What clients of HTTP/2 can do that those of HTTP/1 cannot.</summary>
public sealed class Http2HostileTests : IAsyncLifetime
{
    private const string Bucket = "test-bucket";

    private Http2Server _h2 = null!;

    private TestServer Server => _h2.Server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _h2 = await Http2Server.StartAsync(options =>
            options with
            {
                IdleTimeout = TimeSpan.FromSeconds(0.5),
                ClientLimits = new() { KeepAliveTimeout = TimeSpan.FromSeconds(0.5) },
            }
        );
        await _h2.SendAsync("PUT", Server.Presign("PUT", Bucket, null));
        await _h2.SendAsync("PUT", Server.Presign("PUT", Bucket, "small"), new ByteArrayContent([1, 2, 3]));
        await _h2.SendAsync("PUT", Server.Presign("PUT", Bucket, "large"), new ByteArrayContent(new byte[4_000_000]));
    }

    public ValueTask DisposeAsync() => _h2.DisposeAsync();

    [Theory]
    [InlineData("an object in memory", 0, "small")]
    [InlineData("an object in a file", 0, "large")]
    [InlineData("an object whose beginning was read", 100_000, "large")]
    [InlineData("a refusal", 0, "missing")]
    public async Task Whoever_leaves_the_window_of_a_request_closed_loses_it(string what, uint window, string key)
    {
        Assert.NotEmpty(what);
        await AssertEndsAsync(window, Server.Presign("GET", Bucket, key));
    }

    [Theory]
    [InlineData("/-/health/live")]
    [InlineData("/-/health")]
    [InlineData("/-/metrics")]
    [InlineData("/-/nothing")]
    public Task Own_pages_hold_no_request_either(string target) => AssertEndsAsync(0, target);

    [Fact]
    public async Task A_request_that_is_held_holds_no_other_one()
    {
        await using var peer = await Http2Peer.ConnectAsync(Server, window: 1, Cancel);
        await peer.AskAsync(1, Ask(Server.Presign("GET", Bucket, "large")), Cancel);
        await peer.AskAsync(3, Ask(Server.Presign("HEAD", Bucket, "small"), method: "HEAD"), Cancel);
        var seen = new HashSet<(byte, int)>();
        while (!seen.IsSupersetOf([(Http2Peer.Headers, 3), (Http2Peer.Reset, 1)]))
        {
            var (type, stream, _) = await peer.ReadAsync(Cancel);
            seen.Add((type, stream));
        }

        Assert.DoesNotContain((Http2Peer.Reset, 3), seen);
    }

    [Fact]
    public async Task The_authority_counts_and_another_host_beside_it_does_not()
    {
        var target = Server.Presign("GET", Bucket, "small");
        var (type, body) = await AnswerAsync(Ask(target, extra: [new("host", "other-bucket.localhost")]));
        Assert.Equal(Http2Peer.Data, type);
        Assert.Equal("\u0001\u0002\u0003", body);
    }

    [Fact]
    public async Task A_header_that_cuts_bodies_in_pieces_is_refused()
    {
        var target = Server.Presign("GET", Bucket, "small");
        var (_, body) = await AnswerAsync(Ask(target, extra: [new("transfer-encoding", "chunked")]));
        Assert.Contains("<Code>BadRequest</Code>", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_without_length_and_body_is_refused()
    {
        var (_, body) = await AnswerAsync(Ask(Server.Presign("PUT", Bucket, "none"), method: "PUT"));
        Assert.Contains("<Code>MissingContentLength</Code>", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("test-bucket/small")]
    [InlineData("http://localhost/test-bucket/small")]
    public async Task A_target_that_is_no_path_is_no_request(string target)
    {
        var (type, _) = await AnswerAsync(Ask(target));
        Assert.Equal(Http2Peer.Reset, type);
    }

    [Fact]
    public async Task A_head_that_never_ends_ends_the_connection()
    {
        const int MaxFrames = 1_000;
        await using var peer = await Http2Peer.ConnectAsync(Server, window: 65_535, Cancel);
        await peer.BeginAsync(1, Ask("/"), Cancel);
        var sent = 0;
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            for (; sent < MaxFrames; sent++)
            {
                await peer.ContinueAsync(1, [new($"x-{sent}", new string('a', 8_000))], Cancel);
            }
        });
        Assert.InRange(sent, 1, MaxFrames - 1);
        await AssertIdleAsync();
    }

    [Fact]
    public async Task Requests_that_are_taken_back_at_once_leave_nothing_running()
    {
        await using var peer = await Http2Peer.ConnectAsync(Server, window: 0, Cancel);
        var target = Server.Presign("GET", Bucket, "large");
        try
        {
            for (var stream = 1; stream < 1_000; stream += 2)
            {
                await peer.AskAsync(stream, Ask(target), Cancel);
                await peer.ResetAsync(stream, Cancel);
            }
        }
        catch (IOException)
        {
            // Whoever takes back too many at once loses the connection.
        }

        await AssertIdleAsync();
        Assert.Equal(200, (int)(await _h2.SendAsync("GET", Server.Presign("GET", Bucket, "small"))).StatusCode);
    }

    /// <summary>Asks with a window that stays closed, and sees the request end before its answer does, or the connection.</summary>
    private async Task AssertEndsAsync(uint window, string target)
    {
        await using var peer = await Http2Peer.ConnectAsync(Server, window, Cancel);
        await peer.AskAsync(1, Ask(target), Cancel);
        Assert.True(await EndsAsync(peer).WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        await AssertIdleAsync();
    }

    /// <summary>Waits until nothing is answered any more but the question.</summary>
    private async Task AssertIdleAsync()
    {
        string metrics;
        do
        {
            metrics = await (await _h2.SendAsync("GET", "/-/metrics")).Content.ReadAsStringAsync(Cancel);
        } while (!metrics.Contains("ossa_http_requests_in_flight 0\n", StringComparison.Ordinal));
    }

    private static async Task<bool> EndsAsync(Http2Peer peer)
    {
        try
        {
            byte type;
            do
            {
                (type, _, _) = await peer.ReadAsync(Cancel);
            } while (type is Http2Peer.Headers or Http2Peer.Data);
            return type is Http2Peer.Reset or Http2Peer.GoAway;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Asks, and gives the type of the last frame that came and the body.</summary>
    private async Task<(byte Type, string Body)> AnswerAsync(IEnumerable<KeyValuePair<string, string>> ask)
    {
        await using var peer = await Http2Peer.ConnectAsync(Server, window: 65_535, Cancel);
        await peer.AskAsync(1, ask, Cancel);
        while (true)
        {
            var (type, _, payload) = await peer.ReadAsync(Cancel);
            if (type is not Http2Peer.Headers)
            {
                return (type, Encoding.UTF8.GetString(payload));
            }
        }
    }

    private KeyValuePair<string, string>[] Ask(
        string target,
        string method = "GET",
        params IReadOnlyList<KeyValuePair<string, string>> extra
    ) =>
        [
            new(":method", method),
            new(":scheme", "https"),
            new(":authority", Server.Host),
            new(":path", target),
            .. extra,
        ];
}
