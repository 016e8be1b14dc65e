using System.Text.Json;
using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>
/// The console in Chromium: a person's whole way from signing in to taking back what was shared, with names that strangers chose, by keyboard and in
/// both languages. Where OSSA_SCREENSHOTS names a directory, pictures of the views are left there.
/// </summary>
public sealed class ConsoleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_does_in_it_what_there_is_to_do()
    {
        Tool.NodeModules.Require();
        using var directory = new TemporaryDirectory();
        await using var server = await StrictServer.StartAloneAsync(Cancel);
        var scene = new Dictionary<string, string>
        {
            ["address"] = new Uri(server.Endpoint, "/-/console/").AbsoluteUri,
            ["id"] = server.Key.Id,
            ["secret"] = server.Key.Secret,
            ["pictures"] = Environment.GetEnvironmentVariable("OSSA_SCREENSHOTS") ?? directory.FullPath,
        };
        var result = await ProcessRunner.RunAsync(
            Tool.Node.Require(),
            [
                Repository.Combine("test", "Ossa.Conformance", "Clients", "nodejs", "console.mjs"),
                Tool.Chromium.Require(),
                JsonSerializer.Serialize(scene),
            ],
            new ProgramOptions { Timeout = TimeSpan.FromMinutes(5) },
            Cancel
        );
        Assert.Contains("ok - ", result.ShouldSucceed().Output, StringComparison.Ordinal);
    }
}
