using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

public sealed class AndroidDownloadTests(DownloadScene scene, StrictServer server) : DownloadTests(scene, server)
{
    /// <summary>The sample is compiled against a stand-in for the two classes of Android that it uses.</summary>
    protected override async Task<Downloader> BuildAsync(TemporaryDirectory directory)
    {
        var standIn = Repository.Combine("test", "Ossa.Conformance", "Downloads", "AndroidStandIn");
        var build = await ProcessRunner.RunAsync(
            Tool.JavaCompiler.Require(),
            [
                "-Xlint:all",
                "-Werror",
                "-d",
                directory.FullPath,
                Sample("android-java", "SignedUrlDownloader.java"),
                .. Directory.EnumerateFiles(standIn, "*.java", SearchOption.AllDirectories),
            ],
            CancellationToken
        );
        build.ShouldSucceed();
        return new Downloader(Tool.Java.Require(), "-cp", directory.FullPath, "Main");
    }
}
