using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>The views of the console by which somebody looks after a server, in Chromium.</summary>
public sealed class ConsoleViewsTests
{
    [Fact]
    public async Task Somebody_looks_after_a_server_in_it()
    {
        using var data = new TemporaryDirectory();
        await using var server = await OssaProcess.StartAsync(
            ["--strict", "--data", data.FullPath, "--listen", "http://127.0.0.1:0", "--cname-trust", "ours.test"],
            cancellationToken: TestContext.Current.CancellationToken
        );
        await PageVisit.RunConsoleAsync("console-views.mjs", server);
    }
}
