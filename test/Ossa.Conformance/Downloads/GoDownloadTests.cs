using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

public sealed class GoDownloadTests(DownloadScene scene, StrictServer server) : DownloadTests(scene, server)
{
    protected override async Task<Downloader> BuildAsync(TemporaryDirectory directory)
    {
        var program = directory.Combine("download");
        var options = new ProgramOptions { WorkingDirectory = Sample("go") };
        var build = await ProcessRunner.RunAsync(
            Tool.Go.Require(),
            ["build", "-o", program, "."],
            options,
            CancellationToken
        );
        build.ShouldSucceed();
        return new Downloader(program);
    }
}
