using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Hosting;

/// <summary>A proxy before a server, with what docs/proxies.md says of it and nothing else that matters.</summary>
public abstract class DocumentedProxy : IAsyncDisposable
{
    /// <summary>The server that the documentation names.</summary>
    protected const string DocumentedServer = "127.0.0.1:9000";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process = new();
    private readonly ConcurrentQueue<string> _said = new();

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>A directory of its own.</summary>
    protected TemporaryDirectory Place { get; } = new();

    /// <summary>What it said until it had its log, and what it wrote into that.</summary>
    private string ReadLog() => string.Join('\n', _said.Append(File.Exists(LogFile) ? File.ReadAllText(LogFile) : ""));

    /// <summary>Where it writes what goes wrong.</summary>
    protected string LogFile => Place.Combine("error.log");

    /// <summary>Starts it before a server.</summary>
    public async Task StartAsync(Uri server, CancellationToken cancellationToken)
    {
        _process.StartInfo = await PrepareAsync(server, cancellationToken);
        _process.StartInfo.RedirectStandardError = true;
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.Start();
        _process.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!await ListensAsync(patience.Token))
        {
            if (_process.HasExited)
            {
                // Its last words may come after its end.
                await _process.WaitForExitAsync(patience.Token);
                Assert.Fail($"{_process.StartInfo.FileName} ended: {ReadLog()}");
            }

            await Task.Delay(20, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (IsRunning())
        {
            Signal.Terminate(_process);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        }

        _process.Dispose();
        Place.Dispose();
    }

    /// <summary>Writes its configuration, and says how it is run.</summary>
    protected abstract Task<ProcessStartInfo> PrepareAsync(Uri server, CancellationToken cancellationToken);

    /// <summary>The only block of a language in the documentation, as it stands there, with another server.</summary>
    protected static string Documented(string language, Uri server)
    {
        var text = File.ReadAllText(Repository.Combine("docs", "proxies.md"));
        var blocks = text.Split($"```{language}\n");
        Assert.Equal(2, blocks.Length);
        var block = blocks[1][..blocks[1].IndexOf("```", StringComparison.Ordinal)];
        Assert.Contains(DocumentedServer, block, StringComparison.Ordinal);
        return block.Replace(DocumentedServer, server.Authority, StringComparison.Ordinal);
    }

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        using var peer = new TcpClient();
        try
        {
            await peer.ConnectAsync(IPAddress.Loopback, Endpoint.Port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private bool IsRunning()
    {
        try
        {
            return !_process.HasExited;
        }
        catch (InvalidOperationException)
        {
            // It was never started.
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
