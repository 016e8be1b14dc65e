using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

public sealed class CurlDownloadTests(DownloadScene scene, StrictServer server) : DownloadTests(scene, server)
{
    protected override Task<Downloader> BuildAsync(TemporaryDirectory directory)
    {
        Tool.Curl.Require();
        return Task.FromResult(new Downloader(Tool.Bash.Require(), Sample("curl", "download.sh")));
    }
}
