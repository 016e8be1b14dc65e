using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

/// <summary>What the sample of every language must do; each has a class that says how its program is built and run.</summary>
public abstract class DownloadTests(DownloadScene scene, RunningServer server)
    : IClassFixture<DownloadScene>,
        IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>The target. Its name is plain ASCII since Java and GNUstep cannot write others where no locale is set.</summary>
    protected string TargetFile => _directory.Combine("received.bin");

    [Fact]
    public async Task Downloads_a_signed_url_byte_by_byte()
    {
        var stored = await ObjectAsync();
        await SucceedsAsync(stored.Url, stored.Content);
    }

    [Fact]
    public async Task Reports_an_expired_url_and_leaves_no_file() =>
        await FailsAsync((await ObjectAsync()).ExpiredUrl, "403", "AccessDenied", "Request has expired.");

    [Fact]
    public async Task Reports_a_tampered_url_and_leaves_no_file() =>
        await FailsAsync((await ObjectAsync()).TamperedUrl, "403", "SignatureDoesNotMatch");

    [Fact]
    public async Task Reports_a_broken_connection_and_leaves_no_file()
    {
        await using var broken = new BreakingServer();
        await FailsAsync(broken.Url);
    }

    public void Dispose()
    {
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Builds the program in a directory that lives as long as the tests of this language.</summary>
    protected abstract Task<Downloader> BuildAsync(TemporaryDirectory directory);

    protected static string Sample(params string[] parts) => Repository.Combine(["samples", "download", .. parts]);

    protected Task<PrivateObject> ObjectAsync() => scene.StoreOnceAsync(server, CancellationToken);

    /// <summary>The program must write exactly the object's bytes into the file, and no other file.</summary>
    protected async Task SucceedsAsync(Uri url, byte[] expected)
    {
        var downloader = await scene.BuildOnceAsync(BuildAsync);

        (await downloader.RunAsync(url, TargetFile, CancellationToken)).ShouldSucceed();

        var received = await File.ReadAllBytesAsync(TargetFile, CancellationToken);
        Assert.True(received.AsSpan().SequenceEqual(expected), "The file differs from the object.");
        Assert.Equal([TargetFile], Directory.GetFileSystemEntries(_directory.FullPath));
    }

    /// <summary>The program must exit with something else than 0, say all of these on standard error, and leave no file.</summary>
    protected async Task FailsAsync(Uri url, params string[] complaints)
    {
        var downloader = await scene.BuildOnceAsync(BuildAsync);

        var result = (await downloader.RunAsync(url, TargetFile, CancellationToken)).ShouldFail();

        Assert.NotEmpty(result.Error);
        Assert.All(complaints, complaint => Assert.Contains(complaint, result.Error, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_directory.FullPath));
    }
}
