using System.Globalization;
using System.Net;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Programs;

/// <summary><c>ossa serve</c> as a user starts it, and what it says when it cannot start.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task Buckets_and_files_can_be_there_from_the_start()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_directory.Combine("seed"), "seeded", "docs")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.txt"), "from a file", CancellationToken);
        await using var server = await OssaProcess.StartAsync(
            [
                "--ephemeral",
                "--listen",
                "http://127.0.0.1:0",
                "--bucket",
                "open:public-read",
                "--bucket",
                "seeded:public-read",
                "--seed",
                _directory.Combine("seed"),
            ],
            cancellationToken: CancellationToken
        );
        Assert.Equal(
            "from a file",
            await _http.GetStringAsync(new Uri(server.Endpoint, "seeded/docs/a.txt"), CancellationToken)
        );
    }

    [Theory]
    [InlineData("31d", 31 * 24)]
    [InlineData("-1h", -1)]
    public async Task A_server_that_keeps_nothing_can_live_in_another_time(string shift, int hours)
    {
        await using var server = await OssaProcess.StartAsync(
            ["--ephemeral", "--listen", "http://127.0.0.1:0", "--clock-shift", shift, "--log-level", "Debug"],
            cancellationToken: CancellationToken
        );
        var expected = TimeProvider.System.GetUtcNow().AddHours(hours);
        using var answer = await _http.GetAsync(new Uri(server.Endpoint, "no-such-bucket/key"), CancellationToken);
        var tolerance = TimeSpan.FromMinutes(10);
        Assert.Equal(expected.DateTime, answer.Headers.Date!.Value.DateTime, tolerance);
        await server.StopAsync();
        var logged = DateTimeOffset.Parse(server.StandardError.Split(' ')[0], CultureInfo.InvariantCulture);
        Assert.Equal(expected.DateTime, logged.UtcDateTime, tolerance);
    }

    [Fact]
    public async Task The_figures_behind_a_proxy_are_for_the_token()
    {
        const string token = "0123456789abcdef";
        await using var server = await OssaProcess.StartAsync(
            ["--ephemeral", "--listen", "http://127.0.0.1:0", "--metrics-token", token],
            cancellationToken: CancellationToken
        );
        var page = new Uri(server.Endpoint, "-/metrics");
        using var direct = await _http.GetAsync(page, CancellationToken);
        Assert.Equal(HttpStatusCode.OK, direct.StatusCode);
        _http.DefaultRequestHeaders.Add("X-Forwarded-For", "10.0.0.1");
        using var passedOn = await _http.GetAsync(page, CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, passedOn.StatusCode);
        _http.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        Assert.Contains(
            "ossa_build_info",
            await _http.GetStringAsync(page, CancellationToken),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(token, server.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_while_it_serves_and_gone_from_the_directory_afterwards()
    {
        var data = _directory.Combine("data");
        await using var server = await OssaProcess.StartAsync(
            ["--data", data, "--listen", "http://127.0.0.1:0"],
            cancellationToken: CancellationToken
        );
        Assert.Equal(
            "ready\n",
            await _http.GetStringAsync(new Uri(server.Endpoint, "-/health/ready"), CancellationToken)
        );
        var announced = Path.Combine(data, "server.json");
        Assert.DoesNotContain(
            server.Key.Secret,
            await File.ReadAllTextAsync(announced, CancellationToken),
            StringComparison.Ordinal
        );
        Assert.False(File.Exists(Path.Combine(data, "root-credentials")), "A key from the environment is not stored.");
        Assert.Equal(0, await server.StopAsync());
        Assert.False(File.Exists(announced));
        Assert.DoesNotContain(server.Key.Secret, server.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_one_line_that_says_what_to_do()
    {
        await using var server = await OssaProcess.StartAsync(
            ["--ephemeral", "--listen", "http://127.0.0.1:0"],
            cancellationToken: CancellationToken
        );
        await FailsAsync(1, "--listen", ["--ephemeral", "--listen", server.Endpoint.GetLeftPart(UriPartial.Authority)]);
    }

    [Fact]
    public async Task A_second_server_on_a_directory_is_told_who_holds_it()
    {
        var data = _directory.Combine("data");
        await using var server = await OssaProcess.StartAsync(
            ["--data", data, "--listen", "http://127.0.0.1:0"],
            cancellationToken: CancellationToken
        );
        await FailsAsync(1, $"{server.Id}", ["--data", data, "--listen", "http://127.0.0.1:0"]);
    }

    [Fact]
    public async Task A_file_in_place_of_the_directory_is_refused()
    {
        var file = _directory.Combine("file");
        await File.WriteAllTextAsync(file, "", CancellationToken);
        await FailsAsync(1, "directory", ["--data", file]);
    }

    [Theory]
    [InlineData("rows")]
    [InlineData("blobs")]
    public async Task A_directory_that_lost_a_part_is_refused(string part)
    {
        var data = _directory.Combine("data");
        await using (
            await OssaProcess.StartAsync(
                ["--data", data, "--listen", "http://127.0.0.1:0"],
                cancellationToken: CancellationToken
            )
        ) { }

        Directory.Delete(Path.Combine(data, part), recursive: true);
        await FailsAsync(1, "restore the directory from a backup", ["--data", data]);
        Assert.False(Directory.Exists(Path.Combine(data, part)));
    }

    [Theory]
    [InlineData("--ephemeral", "--data", "x")]
    [InlineData("--region", "any", "--strict")]
    [InlineData("--region", "oss-cn-hangzhou", "--ephemeral")]
    [InlineData("--listen", "here")]
    [InlineData("--listen", "https://127.0.0.1:9443")]
    [InlineData("--public-url", "files.example.com")]
    [InlineData("--bucket", "Not_A_Bucket")]
    [InlineData("--bucket", "bucket:open")]
    [InlineData("--bogus")]
    public async Task Wrong_usage_is_told_apart_from_failure(params string[] arguments) =>
        await FailsAsync(2, "", arguments);

    [Theory]
    [InlineData("OSS_ACCESS_KEY_ID")]
    [InlineData("OSS_ACCESS_KEY_SECRET")]
    public async Task Half_a_key_is_an_error(string missing)
    {
        var result = await RunAsync(["--ephemeral", "--listen", "http://127.0.0.1:0"], new() { [missing] = null });
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(missing, result.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private async Task FailsAsync(int exitCode, string says, string[] arguments)
    {
        var result = await RunAsync(arguments, []);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.StartsWith("ossa: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    private Task<ProgramResult> RunAsync(string[] arguments, Dictionary<string, string?> variables)
    {
        variables.TryAdd("OSS_ACCESS_KEY_ID", "LTAItest");
        variables.TryAdd("OSS_ACCESS_KEY_SECRET", "secret");
        variables["HOME"] = _directory.FullPath;
        var options = new ProgramOptions { WorkingDirectory = _directory.FullPath, Environment = variables };
        return ProcessRunner.RunAsync(
            "dotnet",
            [OssaProgram.Assembly, "serve", .. arguments],
            options,
            CancellationToken
        );
    }
}
