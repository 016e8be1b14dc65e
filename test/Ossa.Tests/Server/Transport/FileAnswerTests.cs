using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ossa.Engine.Bodies;
using Ossa.Server.Administration;
using Ossa.Server.Transport;
using Ossa.Storage.Local;
using Ossa.Tests.Server.Wire;
using Ossa.Tests.Storage;
using Xunit;

namespace Ossa.Tests.Server.Transport;

/// <summary>Objects that go from their files to the socket without a copy.</summary>
public sealed class FileAnswerTests : IDisposable
{
    private const string Bucket = "file-bucket";
    private const int PartBytes = 100_000;

    private readonly TemporaryDirectory _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_part_goes_out_where_the_request_came_in_if_it_is_the_first_and_in_memory(
        bool isFirst,
        bool isInMemory
    )
    {
        var path = Path.Combine(_place.Path, "file");
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        // What was never written is nowhere but in the length of the file.
        RandomAccess.SetLength(file, PartBytes + 7);
        var bytes = isInMemory ? Bytes.Pattern(PartBytes + 7) : new byte[PartBytes + 7];
        RandomAccess.Write(file, isInMemory ? bytes : [], 0);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging().AddSingleton<IConnectionListenerFactory, DirectTransport>();
        await using var web = builder.Build();
        var sent = new TaskCompletionSource<(bool IsSent, bool HasStayed)>();
        web.Run(async http =>
        {
            if (Thread.CurrentThread.IsThreadPoolThread)
            {
                // It came before anybody waited for it.
                http.Response.StatusCode = 503;
                return;
            }

            http.Response.ContentLength = PartBytes;
            var part = new BodyFile(file, 7, PartBytes);
            var isSent = await FileAnswer.TrySendAsync(http, part, isFirst, isMoreToCome: false, http.RequestAborted);
            sent.SetResult((isSent, !Thread.CurrentThread.IsThreadPoolThread));
        });
        await web.StartAsync(Cancel);
        using var client = new HttpClient();
        var answer = await client.GetAsync(new Uri(web.Urls.Single()), Cancel);
        while (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            answer.Dispose();
            await Task.Delay(10, Cancel);
            answer = await client.GetAsync(new Uri(web.Urls.Single()), Cancel);
        }

        var got = await answer.Content.ReadAsByteArrayAsync(Cancel);
        var holds = PageCache.Holds(new(file, 7, PartBytes));
        Assert.Equal((true, isFirst && isInMemory && holds), await sent.Task);
        Assert.True(got.AsSpan().SequenceEqual(bytes.AsSpan(7)));
    }

    [Fact]
    public async Task Whoever_goes_away_amid_a_file_disturbs_nobody()
    {
        await using var server = await TestServer.StartAsync(
            options => options with { Transport = TransportKind.Direct },
            await LocalEngine.OpenAsync(new() { Directory = Path.Combine(_place.Path, "gone") }, Cancel)
        );
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "k", body: Bytes.Pattern(20_000_000));
        Assert.Equal(200, (await server.SendAsync("GET", Bucket, "k")).Status);
        var request = $"GET {server.Presign("GET", Bucket, "k")} HTTP/1.1\r\nHost: {server.Host}\r\n\r\n";
        for (var i = 0; i < 30; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(server.EndPoint, Cancel);
            await client.Client.SendAsync(Encoding.ASCII.GetBytes(request), Cancel);
            Assert.True(await client.Client.ReceiveAsync(new byte[1000], Cancel) > 0);
            // A reset, or an end while there is more to come.
            client.Client.Close(i % 2);
        }

        Assert.Equal(20_000_000, (await server.SendAsync("GET", Bucket, "k")).Body.Length);
    }

    [Fact]
    public async Task Whoever_takes_the_beginning_of_a_file_by_a_link_and_goes_has_used_it()
    {
        await using var server = await TestServer.StartAsync(
            options => options with { Transport = TransportKind.Direct },
            await LocalEngine.OpenAsync(new() { Directory = Path.Combine(_place.Path, "counted") }, Cancel)
        );
        await server.SendAsync("PUT", Bucket);
        await server.SendAsync("PUT", Bucket, "k", body: Bytes.Pattern(20_000_000));
        Assert.Equal(200, (await server.SendAsync("GET", Bucket, "k")).Status);
        var made = await server.SendAsync(
            "POST",
            "-",
            "admin/v1/" + AdminApi.Links,
            [new("bucket", Bucket), new("key", "k"), new("validity", "1h"), new("max-downloads", "1")]
        );
        var target = IdentityJson.Read<LinkAnswer>(made.Body).Url!.PathAndQuery;
        using (var client = new TcpClient { ReceiveBufferSize = 4096 })
        {
            await client.ConnectAsync(server.EndPoint, Cancel);
            var request = $"GET {target} HTTP/1.1\r\nHost: {server.Host}\r\n\r\n";
            await client.Client.SendAsync(Encoding.ASCII.GetBytes(request), Cancel);
            Assert.True(await client.Client.ReceiveAsync(new byte[1000], Cancel) > 0);
            client.Client.Close(0);
        }

        // What is given back is so once the server has noticed that nobody is there.
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(403, (await server.SendRawAsync("GET", target, [new("User-Agent", "another")])).Status);
            await Task.Delay(25, Cancel);
        }
    }

    [Theory]
    [InlineData(TransportKind.Direct)]
    [InlineData(TransportKind.Stock)]
    public async Task A_download_ends_before_the_block_that_is_damaged(TransportKind transport)
    {
        var store = Path.Combine(_place.Path, "damaged");
        await using var server = await TestServer.StartAsync(
            options => options with { Transport = transport },
            await LocalEngine.OpenAsync(new() { Directory = store }, Cancel)
        );
        await server.SendAsync("PUT", Bucket);
        var bytes = Bytes.Pattern(1_000_000);
        await server.SendAsync("PUT", Bucket, "k", body: bytes);
        var blob = Directory
            .GetFiles(store, "*", SearchOption.AllDirectories)
            .Single(file => new FileInfo(file).Length is > 1_000_000 and < 1_001_000);
        await using (var file = File.OpenWrite(blob))
        {
            file.Position = 600_000;
            file.WriteByte((byte)~bytes[600_000]);
        }

        using var client = new TcpClient { ReceiveBufferSize = 4 * 1024 * 1024 };
        await client.ConnectAsync(server.EndPoint, Cancel);
        var request = $"GET {server.Presign("GET", Bucket, "k")} HTTP/1.1\r\nHost: {server.Host}\r\n\r\n";
        await client.Client.SendAsync(Encoding.ASCII.GetBytes(request), Cancel);
        var got = await ReadToEndAsync(client.GetStream());
        Assert.StartsWith("HTTP/1.1 200 ", Encoding.ASCII.GetString(got.AsSpan(0, 20)), StringComparison.Ordinal);
        var body = got.AsSpan(got.AsSpan().IndexOf("\r\n\r\n"u8) + 4).ToArray();
        // What has not left when the connection is ended is lost; what comes is whole blocks at most.
        Assert.InRange(body.Length, 1, 2 * 262_144);
        Assert.True(body.AsSpan().SequenceEqual(bytes.AsSpan(0, body.Length)));
    }

    /// <summary>All that comes until the other end closes the connection, or resets it.</summary>
    private static async Task<byte[]> ReadToEndAsync(NetworkStream stream)
    {
        var all = new MemoryStream();
        try
        {
            await stream.CopyToAsync(all, Cancel);
        }
        catch (IOException)
        {
            // It was reset.
        }

        return all.ToArray();
    }

    [Theory]
    [InlineData(TransportKind.Direct)]
    [InlineData(TransportKind.Stock)]
    public async Task Objects_and_ranges_of_them_arrive_whole_whenever_they_are_asked_for(TransportKind transport)
    {
        await using var server = await TestServer.StartAsync(
            options => options with { Transport = transport },
            await LocalEngine.OpenAsync(new() { Directory = Path.Combine(_place.Path, "store") }, Cancel)
        );
        await server.SendAsync("PUT", Bucket);
        var bytes = Bytes.Pattern(3_000_000);
        await server.SendAsync("PUT", Bucket, "whole", body: bytes);
        // Of several pieces: one in a row, and two in files.
        int[] ends = [1000, 1_000_000, bytes.Length];
        for (var (i, from) = (0, 0); i < ends.Length; from = ends[i++])
        {
            KeyValuePair<string, string>[] query = [new("append", ""), new("position", $"{from}")];
            var appended = await server.SendAsync("POST", Bucket, "pieces", query, body: bytes[from..ends[i]]);
            Assert.Equal(200, appended.Status);
        }

        foreach (var key in (string[])["whole", "pieces", "whole", "pieces"])
        {
            foreach (var (first, last) in ((int, int)[])[(0, 0), (999, 1000), (262_143, 700_000), (999_999, 2_999_999)])
            {
                var range = await server.SendAsync(
                    "GET",
                    Bucket,
                    key,
                    headers: [new("Range", $"bytes={first}-{last}")]
                );
                Assert.True(range.Body.AsSpan().SequenceEqual(bytes.AsSpan(first..(last + 1))));
            }

            Assert.True((await server.SendAsync("GET", Bucket, key)).Body.AsSpan().SequenceEqual(bytes));
        }
    }
}
