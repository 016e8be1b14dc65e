using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

public sealed class JavaDownloadTests(DownloadScene scene, StrictServer server) : DownloadTests(scene, server)
{
    protected override async Task<Downloader> BuildAsync(TemporaryDirectory directory)
    {
        var build = await ProcessRunner.RunAsync(
            Tool.JavaCompiler.Require(),
            ["-Xlint:all", "-Werror", "-d", directory.FullPath, Sample("java", "Download.java")],
            CancellationToken
        );
        build.ShouldSucceed();
        return new Downloader(Tool.Java.Require(), "-cp", directory.FullPath, "Download");
    }
}
