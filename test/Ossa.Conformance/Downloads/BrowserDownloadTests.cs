using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

/// <summary>Chromium, on a page of another origin: only a CORS rule of the bucket lets it read the object.</summary>
public sealed class BrowserDownloadTests(DownloadScene scene, StrictServer server, PageServer pages)
    : DownloadTests(scene, server),
        IClassFixture<PageServer>
{
    [Fact]
    public async Task Without_a_cors_rule_the_page_cannot_read_the_object()
    {
        var guarded = await PrivateObject.StoreAsync(server.Process, PrivateObject.AwkwardKey, CancellationToken);
        await FailsAsync(guarded.Url, "CORS");
    }

    [Fact]
    public async Task A_cors_rule_for_another_origin_does_not_let_the_page_read()
    {
        var guarded = await PrivateObject.StoreAsync(server.Process, PrivateObject.AwkwardKey, CancellationToken);
        await guarded.AllowOriginAsync("https://elsewhere.example", CancellationToken);
        await FailsAsync(guarded.Url, "CORS");
    }

    protected override async Task<Downloader> BuildAsync(TemporaryDirectory directory)
    {
        Tool.NodeModules.Require();
        await (await ObjectAsync()).AllowOriginAsync(pages.Origin, CancellationToken);
        return new Downloader(
            Tool.Node.Require(),
            Repository.Combine("test", "Ossa.Conformance", "Downloads", "drive-page.mjs"),
            Tool.ChromiumShell.Require(),
            pages.PageUrl
        );
    }
}
