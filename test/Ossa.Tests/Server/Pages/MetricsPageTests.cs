using System.Globalization;
using Xunit;

namespace Ossa.Tests.Server.Pages;

/// <summary>The figures over the wire.</summary>
public sealed class MetricsPageTests : ServerTest
{
    private const string Token = "0123456789abcdef";

    [Fact]
    public async Task Through_a_proxy_the_figures_need_the_token()
    {
        var forwarded = H("X-Forwarded-For", "10.0.0.1");
        var closed = await Server.SendRawAsync("GET", "/-/metrics", [forwarded]);
        Assert.Equal(403, closed.Status);
        Assert.Contains("--metrics-token", closed.Text, StringComparison.Ordinal);

        await using var server = await TestServer.StartAsync(options => options with { MetricsToken = Token });
        var asked = await server.SendRawAsync("GET", "/-/metrics", [forwarded]);
        Assert.Equal((401, "Bearer"), (asked.Status, asked["WWW-Authenticate"]));
        var opened = await server.SendRawAsync("GET", "/-/metrics", [forwarded, H("Authorization", $"Bearer {Token}")]);
        Assert.Equal(200, opened.Status);
        Assert.Contains("ossa_http_requests_total", opened.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_are_counted_by_operation()
    {
        await PutAsync("k", new byte[1000]);
        await PutAsync("k", new byte[500]);
        await GetAsync("k");
        await GetAsync("k", H("Range", "bytes=0-9"));
        var metrics = await ReadAsync();
        Assert.Equal(1500, metrics["ossa_http_request_body_bytes_total{operation=\"PutObject\"}"]);
        Assert.Equal(510, metrics["ossa_http_response_body_bytes_total{operation=\"GetObject\"}"]);
        Assert.Equal(0, metrics["ossa_http_request_body_bytes_total{operation=\"GetObject\"}"]);
        Assert.Equal(1, metrics["ossa_http_connections"]);
    }

    [Theory]
    [InlineData("process_cpu_seconds_total")]
    [InlineData("process_start_time_seconds")]
    [InlineData("process_resident_memory_bytes")]
    [InlineData("process_virtual_memory_bytes")]
    [InlineData("process_open_fds")]
    [InlineData("process_num_threads")]
    [InlineData("dotnet_total_memory_bytes")]
    [InlineData("dotnet_threadpool_threads")]
    public async Task Figures_of_the_process_have_their_usual_names(string name)
    {
        if (name == "process_open_fds")
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells open files.");
        }

        Assert.InRange((await ReadAsync())[name], double.Epsilon, double.MaxValue);
    }

    [Fact]
    public async Task Names_and_units_follow_the_conventions()
    {
        var lines = (await Server.SendRawAsync("GET", "/-/metrics")).Text.Split('\n');
        var types = lines
            .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[2], parts => parts[3]);
        Assert.NotEmpty(types);
        Assert.All(
            types,
            type => Assert.Equal(type.Value == "counter", type.Key.EndsWith("_total", StringComparison.Ordinal))
        );
        Assert.All(types.Keys, name => Assert.Matches("^(ossa|process|dotnet)_[a-z0-9_]+$", name));
        Assert.DoesNotContain(types.Keys, name => name.Contains("milli", StringComparison.Ordinal));
        Assert.All(
            types.Keys,
            name => Assert.Contains(lines, line => line.StartsWith($"# HELP {name} ", StringComparison.Ordinal))
        );
    }

    private async Task<Dictionary<string, double>> ReadAsync() =>
        (await Server.SendRawAsync("GET", "/-/metrics"))
            .Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line[0] != '#')
            .Select(line => (Line: line, Space: line.LastIndexOf(' ')))
            .ToDictionary(
                at => at.Line[..at.Space],
                at => double.Parse(at.Line[(at.Space + 1)..], CultureInfo.InvariantCulture)
            );
}
