using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

public sealed class NodeJsDownloadTests(DownloadScene scene, StrictServer server) : DownloadTests(scene, server)
{
    protected override Task<Downloader> BuildAsync(TemporaryDirectory directory) =>
        Task.FromResult(new Downloader(Tool.Node.Require(), Sample("nodejs", "download.mjs")));
}
