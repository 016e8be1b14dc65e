using System.Net;

namespace Ossa.Conformance.Hosting;

/// <summary>The real program, started and ended as an operator or a service manager does.</summary>
public sealed class OssaProcessTests
{
    private static readonly string[] Ephemeral = ["--ephemeral", "--listen", "http://127.0.0.1:0"];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_listens_is_ready_and_ends_with_0_when_asked_to()
    {
        await using var server = await OssaProcess.StartAsync(Ephemeral, cancellationToken: CancellationToken);
        using var http = new HttpClient();

        using var ready = await http.GetAsync(new Uri(server.Endpoint, "/-/health/ready"), CancellationToken);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(0, await server.StopAsync());
    }

    [Fact]
    public async Task A_server_has_the_transport_that_the_run_is_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has the direct transport.");
        await using var server = await OssaProcess.StartAsync(Ephemeral, cancellationToken: CancellationToken);

        var threads = Directory
            .GetDirectories($"/proc/{server.Id}/task")
            .Select(thread => File.ReadAllText(Path.Combine(thread, "comm")).Trim());

        var isStock = Environment.GetEnvironmentVariable(OssaProcess.TransportVariable) == "stock";
        Assert.Equal(!isStock, threads.Contains("Ossa sockets"));
    }

    [Fact]
    public async Task Nothing_but_the_address_is_written_to_standard_output()
    {
        await using var server = await OssaProcess.StartAsync(Ephemeral, cancellationToken: CancellationToken);

        await server.StopAsync();

        Assert.Equal($"Listening on {server.Endpoint.GetLeftPart(UriPartial.Authority)}", server.StandardOutput.Trim());
    }

    [Fact]
    public async Task A_server_that_cannot_start_fails_at_once_with_its_reason()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            OssaProcess.StartAsync(["--no-such-option"], cancellationToken: CancellationToken)
        );

        Assert.Contains("ended with 2", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--no-such-option", failure.Message, StringComparison.Ordinal);
    }
}
