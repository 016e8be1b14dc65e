using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ossa.Server.Transport;

namespace Ossa.Server.Hosting;

/// <summary>
/// Kestrel with what it needs, and nothing else. The host of web applications has environments, configuration files, routes and middleware
/// besides, of which nothing is used here, and which would stay in the memory of every server.
/// </summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IServer _server;

    private KestrelHost(ServiceProvider services)
    {
        _services = services;
        _server = services.GetRequiredService<IServer>();
    }

    /// <summary>The addresses that it listens on, with the ports that it really got.</summary>
    public IEnumerable<Uri> Addresses =>
        _server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address));

    /// <summary>Makes one that does not listen yet.</summary>
    /// <param name="kestrel">Sets Kestrel up.</param>
    /// <param name="logging">Where logs go.</param>
    /// <param name="transport">What carries bytes between sockets and HTTP.</param>
    public static KestrelHost Build(
        Action<KestrelServerOptions> kestrel,
        Action<ILoggingBuilder> logging,
        TransportKind transport
    )
    {
        var services = new ServiceCollection();
        services.AddLogging(logging);
        services.AddMetrics();
        services.AddSingleton<DiagnosticSource>(new DiagnosticListener("Microsoft.AspNetCore"));
        new KestrelServices(services).UseKestrelCore().ConfigureKestrel(kestrel);
        if (transport == TransportKind.Direct && SocketPoll.IsAvailable)
        {
            // The one that was added last is the one that is used.
            services.AddSingleton<IConnectionListenerFactory, DirectTransport>();
        }

        return new KestrelHost(services.BuildServiceProvider());
    }

    /// <summary>Makes logs.</summary>
    public ILoggerFactory Logs => _services.GetRequiredService<ILoggerFactory>();

    /// <summary>The log of a type.</summary>
    public ILogger<T> LogOf<T>() => _services.GetRequiredService<ILogger<T>>();

    /// <summary>Begins to listen, and to answer requests.</summary>
    /// <exception cref="IOException">An address is taken or cannot be listened on.</exception>
    public Task StartAsync(RequestDelegate answer, CancellationToken cancellationToken) =>
        _server.StartAsync(new HttpApplication(answer), cancellationToken);

    /// <summary>Takes no more connections in, and waits for requests that are being answered; those that take too long are broken off.</summary>
    /// <param name="patience">How long it waits.</param>
    public async Task StopAsync(TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        await _server.StopAsync(deadline.Token);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
