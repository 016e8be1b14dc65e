using System.Net;
using System.Net.Sockets;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Programs;

/// <summary>The main job, as a user runs it: <c>ossa share FILE</c>.</summary>
[Collection(UsualPort.Collection)]
public sealed class ShareTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();

    private string Data => _directory.Combine("data");

    [Fact]
    public async Task A_shared_file_downloads_until_it_expires()
    {
        var file = MakeFile("报告 1.txt", "for your eyes only");
        await using var share = await StartAsync(file, "--expires", "4s");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("for your eyes only", await _http.GetStringAsync(share.Endpoint, CancellationToken));
        }
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new Uri(share.Endpoint.GetLeftPart(UriPartial.Path))));
        await Task.Delay(TimeSpan.FromSeconds(5), CancellationToken);
        using var late = await _http.GetAsync(share.Endpoint, CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Contains(
            "Request has expired.",
            await late.Content.ReadAsStringAsync(CancellationToken),
            StringComparison.Ordinal
        );
        Assert.Equal(0, await share.StopAsync());
    }

    [Fact]
    public async Task Standard_output_is_the_url_alone_and_the_rest_is_for_people()
    {
        await using var share = await StartAsync(MakeFile("a.txt", "a"));
        Assert.Equal(share.Endpoint.OriginalString, share.StandardOutput.Trim());
        await WaitForAsync(() => share.StandardError.Contains("Serving on", StringComparison.Ordinal));
        Assert.Contains("curl -f -o \"a.txt\"", share.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_share_uses_the_server_that_runs()
    {
        await using var first = await StartAsync(MakeFile("a.txt", "first"));
        await using var second = await StartAsync(MakeFile("b.txt", "second"));
        Assert.Equal(first.Endpoint.Authority, second.Endpoint.Authority);
        Assert.Equal("second", await _http.GetStringAsync(second.Endpoint, CancellationToken));
        Assert.DoesNotContain("Serving on", second.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shared_files_survive_the_server_and_keep_their_urls()
    {
        var first = await StartAsync(MakeFile("a.txt", "first"));
        var port = first.Endpoint.Port;
        Assert.Equal(0, await first.StopAsync());
        await first.DisposeAsync();
        await using var second = await StartAsync(MakeFile("b.txt", "second"), "--listen", $"http://127.0.0.1:{port}");
        Assert.Equal("first", await _http.GetStringAsync(first.Endpoint, CancellationToken));
    }

    [Fact]
    public async Task The_address_of_a_server_that_was_killed_is_left_to_whoever_has_it_now()
    {
        var killed = await ServeAsync("--listen", "http://127.0.0.1:0");
        await killed.KillAsync();
        Assert.True(File.Exists(Path.Combine(Data, "server.json")));
        using var other = new TcpListener(IPAddress.Loopback, killed.Endpoint.Port);
        other.Start();
        await using var share = await StartThroughAsync(killed, MakeFile("a.txt", "not for you"));
        Assert.NotEqual(killed.Endpoint.Port, share.Endpoint.Port);
        Assert.Equal("not for you", await _http.GetStringAsync(share.Endpoint, CancellationToken));
        Assert.False(other.Pending(), "The file was offered to another program.");
        await killed.DisposeAsync();
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    public async Task Through_a_server_that_listens_everywhere_the_url_names_a_host(string listen)
    {
        await using var server = await ServeAsync("--listen", listen);
        await using var share = await StartThroughAsync(server, MakeFile("a.txt", "a"));
        Assert.Equal($"127.0.0.1:{server.Endpoint.Port}", share.Endpoint.Authority);
        Assert.Equal("a", await _http.GetStringAsync(share.Endpoint, CancellationToken));
        await WaitForAsync(() =>
            share.StandardError.Contains($"--public-url http://NAME:{server.Endpoint.Port}", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Through_a_server_with_a_public_address_the_url_has_that_one()
    {
        await using var server = await ServeAsync(
            "--listen",
            "http://0.0.0.0:0",
            "--public-url",
            "https://files.example.com"
        );
        await using var share = await StartThroughAsync(server, MakeFile("a.txt", "a"));
        Assert.Equal("https://files.example.com", share.Endpoint.GetLeftPart(UriPartial.Authority));
        await share.StopAsync();
        Assert.DoesNotContain("--public-url", share.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_embedded_server_signs_with_a_key_of_its_own()
    {
        await using var share = await StartAsync(MakeFile("a.txt", "a"));
        Assert.DoesNotContain(share.Key.Id, share.Endpoint.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_address_and_a_name_stand_in_the_url()
    {
        await using var share = await StartAsync(
            MakeFile("a.txt", "a"),
            "--public-url",
            "https://files.example.com",
            "--name",
            "Q3.txt"
        );
        Assert.Equal("https://files.example.com", share.Endpoint.GetLeftPart(UriPartial.Authority));
        Assert.EndsWith("/Q3.txt", share.Endpoint.AbsolutePath, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "no-such-file")]
    [InlineData(2, "a.txt", "--expires", "8d")]
    [InlineData(2, "a.txt", "--expires", "soon")]
    [InlineData(2, "a.txt", "--name", "a/b")]
    [InlineData(2, "a.txt", "--bogus")]
    [InlineData(2, "a.txt", "--endpoint", "http://127.0.0.1:9", "--data", "x")]
    public async Task What_cannot_be_shared_is_refused_in_one_line(int exitCode, params string[] arguments)
    {
        MakeFile("a.txt", "a");
        var options = new ProgramOptions { WorkingDirectory = _directory.FullPath };
        var result = await ProcessRunner.RunAsync(
            "dotnet",
            [OssaProgram.Assembly, "share", .. arguments],
            options,
            CancellationToken
        );
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("ossa: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private Task<OssaProcess> StartAsync(string file, params string[] more) =>
        OssaProcess.StartShareAsync([file, "--data", Data, .. more], cancellationToken: CancellationToken);

    private Task<OssaProcess> ServeAsync(params string[] more) =>
        OssaProcess.StartAsync(["--data", Data, .. more], cancellationToken: CancellationToken);

    private Task<OssaProcess> StartThroughAsync(OssaProcess server, string file) =>
        OssaProcess.StartShareAsync([file, "--data", Data], server.Key, CancellationToken);

    private string MakeFile(string name, string text)
    {
        var path = _directory.Combine(name);
        File.WriteAllText(path, text);
        return path;
    }

    private async Task<HttpStatusCode> StatusAsync(Uri url)
    {
        using var answer = await _http.GetAsync(url, CancellationToken);
        return answer.StatusCode;
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var i = 0; i < 200 && !condition(); i++)
        {
            await Task.Delay(50, CancellationToken);
        }
        Assert.True(condition());
    }
}
