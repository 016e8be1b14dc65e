using System.Net;
using System.Security.Cryptography;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.Conformance.Clients;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;
using Ossa.Server.Administration;

namespace Ossa.Conformance.Crash;

/// <summary>The limit of a link, tried on the real program by ending it the hard way amid downloads.</summary>
public sealed class LinkCrashTests
{
    private const string Bucket = "links";
    private const string Key = "file.bin";
    private const int Rounds = 4;
    private const int Downloads = 24;
    private const int Clients = 4;

    /// <summary>More than the buffers between two programs hold, so that a download which nobody reads does not end.</summary>
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(24 * 1024 * 1024);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_download_amid_which_the_server_is_killed_stays_counted_and_none_comes_on_top()
    {
        using var directory = new TemporaryDirectory();
        var key = RootKeys.Generate();
        LinkAnswer link;
        await using (var server = await StartAsync(directory, key))
        {
            await PutAsync(server);
            link = await LinkPages.MakeAsync(server, Bucket, Key, ("max-downloads", "3"));
            using var http = new HttpClient();
            using var first = await BeginAsync(http, server, link);
            using var second = await BeginAsync(http, server, link);
            await server.KillAsync();
        }

        await using (var server = await StartAsync(directory, key))
        {
            Assert.Equal(2, (await LinkPages.ShowAsync(server, link.Link.Id)).Usage.Downloads);
            var got = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TryFetchAsync(server, link)));
            Assert.Equal(1, got.Count(outcome => outcome == Outcome.Whole));
            Assert.Equal(5, got.Count(outcome => outcome == Outcome.Refused));
            await server.KillAsync();
        }

        await using (var server = await StartAsync(directory, key))
        {
            Assert.Equal(Outcome.Refused, await TryFetchAsync(server, link));
            Assert.Equal(3, (await LinkPages.ShowAsync(server, link.Link.Id)).Usage.Downloads);
        }
    }

    [Fact]
    public async Task However_often_the_server_is_killed_no_more_files_get_out_and_only_what_had_begun_is_lost()
    {
        using var directory = new TemporaryDirectory();
        var key = RootKeys.Generate();
        LinkAnswer? link = null;
        var outcomes = new List<Outcome>();
        for (var round = 0; round < Rounds; round++)
        {
            await using var server = await StartAsync(directory, key);
            if (link is null)
            {
                await PutAsync(server);
                link = await LinkPages.MakeAsync(server, Bucket, Key, ("max-downloads", $"{Downloads}"));
            }

            var fetching = Enumerable.Range(0, Clients).Select(_ => FetchUntilServerDiesAsync(server, link)).ToArray();
            var moment = RandomNumberGenerator.GetInt32(1, 400);
            await Task.Delay(TimeSpan.FromMilliseconds(moment), TimeProvider.System, Cancel);
            await server.KillAsync();
            outcomes.AddRange((await Task.WhenAll(fetching)).SelectMany(all => all));
        }

        // What is left after the last kill is given out, to the last one.
        await using var last = await StartAsync(directory, key);
        while (await TryFetchAsync(last, link!) is var outcome && outcome != Outcome.Refused)
        {
            Assert.Equal(Outcome.Whole, outcome);
            outcomes.Add(outcome);
        }

        var whole = outcomes.Count(outcome => outcome == Outcome.Whole);
        var broken = outcomes.Count(outcome => outcome == Outcome.Broken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{whole} whole files, {broken} broken off");
        Assert.InRange(whole, 1, Downloads);
        Assert.InRange(Downloads - whole, 0, broken);
        Assert.Equal(Downloads, (await LinkPages.ShowAsync(last, link!.Link.Id)).Usage.Downloads);
    }

    private static Task<OssaProcess> StartAsync(TemporaryDirectory directory, Ossa.Protocol.Signing.AccessKey key) =>
        OssaProcess.StartAsync(["--data", directory.Combine("data"), "--listen", "http://127.0.0.1:0"], key, Cancel);

    private static async Task PutAsync(OssaProcess server)
    {
        using var client = new OssClient(
            new OssClientOptions
            {
                Endpoint = server.Endpoint.GetLeftPart(UriPartial.Authority),
                Credentials = new StaticCredentialsProvider(server.Key),
            }
        );
        await client.PutBucketAsync(Bucket, cancellationToken: Cancel);
        await client.PutObjectAsync(Bucket, Key, Content, cancellationToken: Cancel);
    }

    /// <summary>A download of which the first bytes came.</summary>
    private static async Task<HttpResponseMessage> BeginAsync(HttpClient http, OssaProcess server, LinkAnswer link)
    {
        var answer = await http.GetAsync(UrlOf(server, link), HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadAsStreamAsync(Cancel);
        await body.ReadExactlyAsync(new byte[1], Cancel);
        return answer;
    }

    private static async Task<List<Outcome>> FetchUntilServerDiesAsync(OssaProcess server, LinkAnswer link)
    {
        var outcomes = new List<Outcome>();
        do
        {
            outcomes.Add(await TryFetchAsync(server, link));
        } while (outcomes[^1] == Outcome.Whole);
        return outcomes;
    }

    private static async Task<Outcome> TryFetchAsync(OssaProcess server, LinkAnswer link)
    {
        using var http = new HttpClient();
        try
        {
            using var answer = await http.GetAsync(UrlOf(server, link), Cancel);
            if (!answer.IsSuccessStatusCode)
            {
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                return Outcome.Refused;
            }

            Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync(Cancel));
            return Outcome.Whole;
        }
        catch (HttpRequestException)
        {
            return Outcome.Broken;
        }
    }

    /// <summary>The server has another port after each start.</summary>
    private static Uri UrlOf(OssaProcess server, LinkAnswer link) => new(server.Endpoint, link.Url!.PathAndQuery);

    private enum Outcome
    {
        Whole,
        Broken,
        Refused,
    }
}
