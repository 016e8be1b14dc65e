using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Hosting;

/// <summary>nginx before a server, with what docs/proxies.md says of it and nothing else that matters.</summary>
public sealed partial class NginxProxy : IAsyncDisposable
{
    private const string DocumentedServer = "http://127.0.0.1:9000";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _place = new();
    private readonly Process _process = new();

    private NginxProxy(int port) => Endpoint = new Uri($"http://127.0.0.1:{port}");

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    public static async Task<NginxProxy> StartAsync(string nginx, Uri server, CancellationToken cancellationToken)
    {
        var proxy = new NginxProxy(FreePort());
        try
        {
            await proxy.StartAsync(nginx, proxy.Configuration(Documented(), server), cancellationToken);
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning())
        {
            Signal.Terminate(_process);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        }

        _process.Dispose();
        _place.Dispose();
    }

    /// <summary>The block of the documentation, as it stands there.</summary>
    private static string Documented()
    {
        var blocks = NginxBlock().Matches(File.ReadAllText(Repository.Combine("docs", "proxies.md")));
        return Assert.Single(blocks).Groups["lines"].Value;
    }

    private string Configuration(string documented, Uri server)
    {
        Assert.Contains(DocumentedServer, documented, StringComparison.Ordinal);
        var block = documented.Replace(DocumentedServer, $"http://{server.Authority}", StringComparison.Ordinal);
        // nginx wants places of its own for what it does not need here; its workers run as somebody else if its master is root.
        var places = new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name =>
            $"{name}_temp_path {_place.Combine(name)};"
        );
        return $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            pid {{_place.Combine("nginx.pid")}};
            error_log {{_place.Combine("error.log")}} warn;
            events {}
            http {
                access_log off;
                {{string.Join('\n', places)}}
                server {
                    listen {{Endpoint.Authority}};
                    {{block}}
                }
            }
            """;
    }

    private async Task StartAsync(string nginx, string configuration, CancellationToken cancellationToken)
    {
        var file = _place.Combine("nginx.conf");
        await File.WriteAllTextAsync(file, configuration, cancellationToken);
        _process.StartInfo = new ProcessStartInfo(
            nginx,
            ["-p", _place.FullPath, "-e", _place.Combine("error.log"), "-c", file]
        );
        _process.Start();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!await ListensAsync(patience.Token))
        {
            Assert.False(_process.HasExited, $"nginx ended: {ReadLog()}\n{configuration}");
            await Task.Delay(20, patience.Token);
        }
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

    private string ReadLog() =>
        File.Exists(_place.Combine("error.log")) ? File.ReadAllText(_place.Combine("error.log")) : "";

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

    [GeneratedRegex(
        "^```nginx\n(?<lines>.*?)^```",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NginxBlock();
}
