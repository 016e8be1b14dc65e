using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

/// <summary>
/// GNUstep's NSURLConnection decodes the path of a URL and encodes it anew, and leaves <c>+</c> as it is, which the protocol reads as
/// a space. So the awkward key works with the lenience for <c>+</c> only, which a server has by default.
/// </summary>
public sealed class ObjectiveCDownloadTests(DownloadScene scene, LenientServer lenient, StrictServer strict)
    : DownloadTests(scene, lenient),
        IClassFixture<LenientServer>
{
    [Fact]
    public async Task Downloads_from_a_strict_server_whatever_has_no_plus_in_its_key()
    {
        var key = PrivateObject.AwkwardKey.Replace("+", "", StringComparison.Ordinal);
        var stored = await PrivateObject.StoreAsync(strict.Process, key, CancellationToken);
        await SucceedsAsync(stored.Url, stored.Content);
    }

    /// <summary>Runs the Makefile of the sample in another directory, so that nothing is left beside the sources.</summary>
    protected override async Task<Downloader> BuildAsync(TemporaryDirectory directory)
    {
        Tool.ObjectiveC.Require();
        Tool.GnuStep.Require();
        var sample = Sample("objective-c");
        var build = await ProcessRunner.RunAsync(
            Tool.Make.Require(),
            ["-C", directory.FullPath, "-f", Path.Combine(sample, "Makefile"), $"VPATH={sample}"],
            CancellationToken
        );
        build.ShouldSucceed();
        return new Downloader(directory.Combine("download"));
    }
}
