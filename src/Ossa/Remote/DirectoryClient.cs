using Microsoft.Extensions.Logging;
using Ossa.Administration;
using Ossa.Client;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Hosting;
using Ossa.Server.Hosting;
using Ossa.Storage;
using Ossa.Storage.Local.Directories;

namespace Ossa.Remote;

/// <summary>A client for what a data directory stores: of the server that holds it, or else of one that this process runs meanwhile.</summary>
internal sealed class DirectoryClient : IAsyncDisposable
{
    private readonly OssaServer? _server;
    private readonly OssaEngine? _engine;

    private DirectoryClient(RunningServer running, TimeProvider clock, OssaServer? server, OssaEngine? engine)
    {
        Client = new OssClient(Clients.Local(running.Address, running.Region, running.Root, running.Certificate));
        Administration = new AdminClient(running, clock);
        _server = server;
        _engine = engine;
    }

    public OssClient Client { get; }

    /// <summary>Asks for what is of all accounts.</summary>
    public AdminClient Administration { get; }

    /// <exception cref="CommandException">There is no store, or its holder cannot be asked.</exception>
    public static async Task<DirectoryClient> OpenAsync(
        CommandContext context,
        DataDirectory directory,
        CancellationToken stop
    )
    {
        directory.RequireStore();

        StorageEngine storage;
        try
        {
            storage = await EmbeddedServer.OpenStorageAsync(directory, stop);
        }
        catch (DirectoryInUseException e)
        {
            return new DirectoryClient(RunningServer.Find(context, directory, e), context.Clock, null, null);
        }

        return await EmbedAsync(storage, stop);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Administration.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    /// <summary>Looking must change nothing: no upload is given up for its age, no use of a key is written, and no older format raised.</summary>
    private static async Task<DirectoryClient> EmbedAsync(StorageEngine storage, CancellationToken stop)
    {
        OssaEngine? engine = null;
        try
        {
            if (storage.Format != StorageEngine.CurrentFormat)
            {
                throw new CommandException("The store has an older format; 'ossa serve' brings it to the present one.");
            }

            var limits = new EngineOptions
            {
                AbandonUploadsAfter = null,
                ScrubInterval = null,
                LifecycleInterval = null,
                KeyUseInterval = null,
            };
            engine = await OssaEngine.OpenAsync(storage, limits, TimeProvider.System, stop);
            // The key is made for this moment and kept nowhere.
            var root = RootCredentials.Create();
            var options = new ServerOptions();
            var listen = ListenAddresses.Loopback(0);
            var server = await EmbeddedServer.StartAsync(
                engine,
                root,
                [listen],
                options,
                TimeProvider.System,
                LogLevel.Warning,
                stop
            );
            var running = new RunningServer(server.Addresses[0], null, options.Region, root);
            return new DirectoryClient(running, TimeProvider.System, server, engine);
        }
        catch
        {
            await (engine?.DisposeAsync() ?? storage.DisposeAsync());
            throw;
        }
    }
}
