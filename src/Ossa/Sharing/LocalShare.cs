using System.Net;
using Microsoft.Extensions.Logging;
using Ossa.Certificates;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;
using Ossa.Storage.Local.Directories;

namespace Ossa.Sharing;

/// <summary>The local store to share by: the server that holds the data directory, or else one that this process runs.</summary>
internal sealed class LocalShare : IAsyncDisposable
{
    private const string Loopback = "127.0.0.1";

    private readonly OssaEngine? _engine;
    private readonly OssaServer? _server;
    private readonly Announcement? _announcement;

    private LocalShare(
        ShareTarget target,
        Uri address,
        OssaEngine? engine,
        OssaServer? server,
        Announcement? announcement
    )
    {
        Target = target;
        Address = address.GetLeftPart(UriPartial.Authority);
        _engine = engine;
        _server = server;
        _announcement = announcement;
    }

    public ShareTarget Target { get; }

    public string Address { get; }

    /// <summary>Whether this process is the server, and so the link ends with it.</summary>
    public bool IsServing => _server is not null;

    /// <summary>What the user should know of the URL's host, or null.</summary>
    public string? Hint { get; private init; }

    public static async Task<LocalShare> OpenAsync(
        CommandContext context,
        DataDirectory directory,
        ShareRequest request,
        CancellationToken stop
    )
    {
        OssaEngine engine;
        var settings = ServeSettings.WithoutFlags(context);
        var server = new ServerConfiguration(settings);
        settings.Require();
        try
        {
            engine = await EmbeddedServer.OpenAsync(
                directory,
                server.Limits.Options,
                server.DirectIo,
                TimeProvider.System,
                stop
            );
        }
        catch (DirectoryInUseException e)
        {
            return UseRunning(context, directory, request, e);
        }

        try
        {
            var options = OptionsFor(directory, request, server);
            return await EmbedAsync(directory, engine, request, options, stop);
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _announcement?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    private static LocalShare UseRunning(
        CommandContext context,
        DataDirectory directory,
        ShareRequest request,
        DirectoryInUseException inUse
    )
    {
        if (request.Listen is not null)
        {
            throw new CommandException($"{inUse.Message} It listens already, so --listen has no effect here.");
        }

        var server = RunningServer.Find(context, directory, inUse);
        var publicUrl = request.PublicUrl ?? server.PublicUrl;
        var target = ShareTarget.Local(
            server.Address,
            publicUrl ?? server.Address,
            server.Region,
            server.Root,
            server.Certificate
        );
        return new LocalShare(target, server.Address, null, null, null)
        {
            Hint = publicUrl is null ? WildcardAddress.Hint(server.Listening, server.Address) : null,
        };
    }

    /// <summary>What the settings say of a server that is there for a while; its certificate counts where TLS was asked for.</summary>
    private static ServerOptions OptionsFor(DataDirectory directory, ShareRequest request, ServerConfiguration server)
    {
        var development = new DevelopmentCertificateFiles(directory);
        return new ServerOptions
        {
            PublicUrl = request.PublicUrl ?? server.Options.PublicUrl,
            TrustedProxies = server.Options.TrustedProxies,
            ClientLimits = server.Options.ClientLimits,
            IdleTimeout = server.Options.IdleTimeout,
            Audit = server.Limits.AuditOf(directory),
            Tls =
                request.Listen is { } listen && listen.Scheme == Uri.UriSchemeHttps
                    ? server.Tls.Require([listen], development)
                    : null,
        };
    }

    /// <summary>
    /// The embedded server has a root key of its own, never the environment's: what a cloud key signs would be valid at the cloud, too.
    /// </summary>
    private static async Task<LocalShare> EmbedAsync(
        DataDirectory directory,
        OssaEngine engine,
        ShareRequest request,
        ServerOptions options,
        CancellationToken stop
    )
    {
        var root = RootCredentials.LoadOrCreate(directory, out _);
        var server = await ListenAsync(engine, root, request.Listen, options, stop);
        var announcement = Announcement.Make(directory, options, server.Addresses[0], root);
        var address = WildcardAddress.Replace(server.Addresses[0], Loopback);
        var named = WildcardAddress.Replace(server.Addresses[0], Dns.GetHostName());
        return new LocalShare(
            ShareTarget.Local(
                address,
                options.PublicUrl ?? named,
                options.Region,
                root,
                PinnedCertificate.Read(options.Tls?.CertificateFile)
            ),
            address,
            engine,
            server,
            announcement
        )
        {
            Hint = options.PublicUrl is null ? WildcardAddress.Hint(server.Addresses[0], named) : null,
        };
    }

    /// <summary>Listens where it was told to, or on the usual port, or if that is taken on any.</summary>
    private static async Task<OssaServer> ListenAsync(
        OssaEngine engine,
        AccessKey root,
        Uri? listen,
        ServerOptions options,
        CancellationToken stop
    )
    {
        try
        {
            return await EmbeddedServer.StartAsync(
                engine,
                root,
                [listen ?? ListenAddresses.Default],
                options,
                TimeProvider.System,
                LogLevel.Warning,
                stop
            );
        }
        catch (AddressTakenException e) when (listen is not null)
        {
            throw new CommandException(e.Message);
        }
        catch (AddressTakenException)
        {
            return await EmbeddedServer.StartAsync(
                engine,
                root,
                [ListenAddresses.Loopback(0)],
                options,
                TimeProvider.System,
                LogLevel.Warning,
                stop
            );
        }
    }
}
