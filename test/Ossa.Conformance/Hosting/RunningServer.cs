using Ossa.Protocol.Signing;

namespace Ossa.Conformance.Hosting;

/// <summary>A server on a free port of this machine that many tests share, so each makes buckets of its own names.</summary>
public abstract class RunningServer(params string[] options) : IAsyncLifetime
{
    private OssaProcess? _process;

    public OssaProcess Process =>
        _process ?? throw new InvalidOperationException("The fixture was used before it was initialized.");

    public Uri Endpoint => Process.Endpoint;

    public AccessKey Key => Process.Key;

    public async ValueTask InitializeAsync() =>
        _process = await OssaProcess.StartAsync([.. options, "--listen", "http://127.0.0.1:0"]);

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
        GC.SuppressFinalize(this);
    }
}
