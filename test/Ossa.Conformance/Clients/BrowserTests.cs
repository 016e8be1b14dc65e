using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

/// <summary>The official SDK's build for browsers, fetch and an HTML form, on a page of another origin in Chromium, against a strict server.</summary>
public sealed class BrowserTests(StrictServer server, BrowserPages pages) : IClassFixture<BrowserPages>
{
    [Theory]
    [InlineData("v1", "path")]
    [InlineData("v1", "virtual")]
    [InlineData("v4", "path")]
    [InlineData("v4", "virtual")]
    public async Task A_page_of_another_origin_works_as_far_as_the_rules_let_it(string version, string addressing)
    {
        Tool.NodeModules.Require();
        if (addressing == "virtual")
        {
            // The browser resolves such names by itself; the script that prepares and checks does not.
            Tool.LocalhostNames.Require();
        }
        var result = await ProcessRunner.RunAsync(
            Tool.Node.Require(),
            [
                Repository.Combine("test", "Ossa.Conformance", "Clients", "nodejs", "browser.mjs"),
                version,
                addressing,
                Tool.ChromiumShell.Require(),
                pages.PageUrl,
            ],
            new ProgramOptions { Environment = ClientEnvironment.OfNode(server.Process) },
            TestContext.Current.CancellationToken
        );
        Assert.Contains("ok - ", result.ShouldSucceed().Output, StringComparison.Ordinal);
    }
}
