using System.Text.Json;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>
/// The console in Chromium: a person's whole way from signing in to taking back what was shared, with names that strangers chose, by keyboard and in
/// both languages; and the views by which somebody looks after a server. Where OSSA_SCREENSHOTS names a directory, pictures of the views are left there.
/// </summary>
public sealed class ConsoleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_does_in_it_what_there_is_to_do()
    {
        await using var server = await StrictServer.StartAloneAsync(Cancel);
        await RunAsync("console.mjs", server);
    }

    [Fact]
    public async Task Somebody_looks_after_a_server_in_it()
    {
        using var data = new TemporaryDirectory();
        await using var server = await OssaProcess.StartAsync(
            ["--strict", "--data", data.FullPath, "--listen", "http://127.0.0.1:0", "--cname-trust", "ours.test"],
            cancellationToken: Cancel
        );
        await RunAsync("console-views.mjs", server);
    }

    private static async Task RunAsync(string program, OssaProcess server)
    {
        Tool.NodeModules.Require();
        using var directory = new TemporaryDirectory();
        var scene = new Dictionary<string, string>
        {
            ["address"] = new Uri(server.Endpoint, "/-/console/").AbsoluteUri,
            ["id"] = server.Key.Id,
            ["secret"] = server.Key.Secret,
            ["files"] = directory.FullPath,
        };
        var result = await ProcessRunner.RunAsync(
            Tool.Node.Require(),
            [
                Repository.Combine("test", "Ossa.Conformance", "Clients", "nodejs", program),
                Tool.Chromium.Require(),
                JsonSerializer.Serialize(scene),
            ],
            new ProgramOptions { Timeout = TimeSpan.FromMinutes(5) },
            Cancel
        );
        Assert.Contains("ok - ", result.ShouldSucceed().Output, StringComparison.Ordinal);
    }
}
