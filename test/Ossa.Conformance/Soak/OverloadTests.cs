using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Soak;

/// <summary>
/// Many times more at once than a server may take, with the limits that one has on a machine of 512 MiB: those that are too many are told to wait, those
/// that were let in keep their place, and neither memory nor health suffers.
/// </summary>
public sealed class OverloadTests
{
    private const int Uploads = 64;
    private const int Requests = 512;
    private const int Coming = 600;

    /// <summary>What is sent of each body that is let in before its sender pauses.</summary>
    private const int BeginningBytes = 8 * 1024 * 1024;

    /// <summary>Much less than what came, which would be 512 MiB if all of it were kept: some 2 MiB of each, of which the transport of ASP.NET Core has one.</summary>
    private const int MoreMiB = 256;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_too_much_is_refused_politely_and_takes_no_memory_while_health_and_reading_go_on()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(),
            "Only Linux has many addresses on one machine, and says what a process holds."
        );
        using var directory = new TemporaryDirectory();
        await using var server = await OssaProcess.StartAsync(
            [
                "--data",
                directory.Combine("data"),
                "--listen",
                "http://127.0.0.1:0",
                "--max-uploads",
                $"{Uploads}",
                "--max-requests",
                $"{Requests}",
                // Whoever pauses keeps his place for as long as the test takes.
                "--idle-timeout",
                "10m",
            ],
            cancellationToken: Cancel
        );
        using var scene = new SoakScene(server);
        await scene.CreateBucketAsync(Cancel);
        await scene.PutAsync("read", 100_000, Cancel);
        var before = ProcessFigures.Of(server.Id);
        var clients = new List<TcpClient>();
        try
        {
            var answers = await ComeAsync(scene, server, clients);
            // One client has half of the places at most; there are three.
            Assert.Equal(Uploads, answers.Count(answer => answer.Status == HttpStatusCode.Continue));
            var refused = answers.Where(answer => answer.Status != HttpStatusCode.Continue).ToList();
            Assert.All(refused, answer => Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status));
            Assert.All(refused, answer => Assert.Contains("\r\nRetry-After: ", answer.Head, StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(scene, "-/health/live"));
            Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(scene, "-/health"));
            await scene.GetAsync(scene.UrlOf(HttpMethod.Get, "read"), Cancel);
            Assert.InRange(ProcessFigures.Of(server.Id).ResidentMiB, 0, before.ResidentMiB + MoreMiB);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        await TakeAgainAsync(scene);
        Assert.Equal(0, await server.StopAsync());
        Assert.DoesNotContain("crit: ", server.StandardError, StringComparison.Ordinal);
    }

    /// <summary>
    /// Has all of them come before anybody reads an answer, one third from each of three addresses; those that are let in then send a beginning, and nothing more.
    /// </summary>
    private static async Task<IReadOnlyList<(HttpStatusCode Status, string Head)>> ComeAsync(
        SoakScene scene,
        OssaProcess server,
        List<TcpClient> clients
    )
    {
        for (var i = 0; i < Coming; i++)
        {
            var client = new TcpClient(new IPEndPoint(IPAddress.Parse($"127.0.0.{2 + (i % 3)}"), 0));
            clients.Add(client);
            await client.ConnectAsync(IPAddress.Loopback, server.Endpoint.Port, Cancel);
        }

        foreach (var (i, client) in clients.Index())
        {
            var target = scene.UrlOf(HttpMethod.Put, $"slow/{i}").PathAndQuery;
            var head =
                $"PUT {target} HTTP/1.1\r\nHost: {server.Endpoint.Authority}\r\nContent-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n";
            await client.Client.SendAsync(Encoding.ASCII.GetBytes(head), Cancel);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var client in clients)
        {
            var answer = await ReadHeadAsync(client.GetStream(), patience.Token);
            var status = (HttpStatusCode)int.Parse(answer.Split(' ')[1], CultureInfo.InvariantCulture);
            answers.Add((status, answer));
            if (status == HttpStatusCode.Continue)
            {
                await client.GetStream().WriteAsync(new byte[BeginningBytes], patience.Token);
            }
        }

        return answers;
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken patience)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, patience);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static async Task<HttpStatusCode> StatusOfAsync(SoakScene scene, string path)
    {
        using var answer = await scene.Http.GetAsync(new Uri(scene.Endpoint, path), Cancel);
        return answer.StatusCode;
    }

    /// <summary>Those who were let in have gone, and their places are free as soon as the server has noticed that.</summary>
    private static async Task TakeAgainAsync(SoakScene scene)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, scene.UrlOf(HttpMethod.Put, "later"))
            {
                Content = new ByteArrayContent([1]),
            };
            using var answer = await scene.Http.SendAsync(request, patience.Token);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            await Task.Delay(100, patience.Token);
        }
    }
}
