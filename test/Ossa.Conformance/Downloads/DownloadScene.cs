using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Downloads;

/// <summary>
/// What the tests of one language share: the object to download and their program. Tests of one class run one after the other, so
/// this needs no lock.
/// </summary>
public sealed class DownloadScene : IDisposable
{
    private readonly TemporaryDirectory _buildDirectory = new();
    private Downloader? _downloader;
    private PrivateObject? _object;

    /// <summary>The program, built on first use.</summary>
    public async Task<Downloader> BuildOnceAsync(Func<TemporaryDirectory, Task<Downloader>> build) =>
        _downloader ??= await build(_buildDirectory);

    /// <summary>The object, stored on first use.</summary>
    public async Task<PrivateObject> StoreOnceAsync(RunningServer server, CancellationToken cancellationToken) =>
        _object ??= await PrivateObject.StoreAsync(server.Process, PrivateObject.AwkwardKey, cancellationToken);

    public void Dispose() => _buildDirectory.Dispose();
}
