using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

public sealed class CSharpDownloadTests(DownloadScene scene, StrictServer server) : DownloadTests(scene, server)
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "download-sample.dll");

    [Fact]
    public async Task The_url_that_it_signs_is_one_that_it_downloads()
    {
        var stored = await ObjectAsync();
        var options = new ProgramOptions
        {
            Environment = new Dictionary<string, string?>
            {
                ["OSS_ENDPOINT"] = server.Endpoint.OriginalString,
                ["OSS_ACCESS_KEY_ID"] = server.Key.Id,
                ["OSS_ACCESS_KEY_SECRET"] = server.Key.Secret,
            },
        };
        var signing = await ProcessRunner.RunAsync(
            "dotnet",
            [Program, "sign", stored.Bucket, stored.Key],
            options,
            CancellationToken
        );

        var url = signing.ShouldSucceed().Output.Trim();

        await SucceedsAsync(new Uri(url), stored.Content);
    }

    protected override Task<Downloader> BuildAsync(TemporaryDirectory directory) =>
        Task.FromResult(new Downloader("dotnet", Program, "get"));
}
