using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Protocol.Signing;
using Ossa.Server.Audit;
using Ossa.Server.Hosting;
using Ossa.Server.Identity;
using Ossa.Server.Tls;
using Ossa.Storage;
using Ossa.Storage.InMemory;
using Ossa.Storage.Local;

namespace Ossa.Hosting;

/// <summary>Puts a server together: storage, engine, HTTP. The one place that picks a storage engine.</summary>
internal static class EmbeddedServer
{
    /// <summary>Opens the store of a data directory, or memory when there is none.</summary>
    public static async Task<OssaEngine> OpenAsync(
        DataDirectory? directory,
        EngineOptions limits,
        bool directIo,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var storage = directory is null
            ? InMemoryEngine.Create()
            : await OpenStorageAsync(directory, directIo, cancellationToken);
        try
        {
            return await OssaEngine.OpenAsync(storage, limits, time, cancellationToken);
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens what a data directory stores, with nothing over it yet.</summary>
    public static Task<StorageEngine> OpenStorageAsync(DataDirectory directory, CancellationToken cancellationToken) =>
        OpenStorageAsync(directory, directIo: true, cancellationToken);

    private static async Task<StorageEngine> OpenStorageAsync(
        DataDirectory directory,
        bool directIo,
        CancellationToken cancellationToken
    )
    {
        var options = new LocalEngineOptions { Directory = directory.Path, DirectIo = directIo };
        var storage = await LocalEngine.OpenAsync(options, cancellationToken);
        try
        {
            // An earlier holder's word may have been left by a crash, and in a container this process may well have the same id.
            ServerFile.Remove(directory);
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts to listen. The engine stays the caller's.</summary>
    public static async Task<OssaServer> StartAsync(
        OssaEngine engine,
        AccessKey root,
        IReadOnlyList<Uri> listen,
        ServerOptions options,
        TimeProvider time,
        LogLevel logLevel,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await OssaServer.StartAsync(
                engine,
                new AccessKeyRing(root),
                listen,
                options,
                time,
                logging => Logs.ToStandardError(logging, time, logLevel),
                cancellationToken
            );
        }
        catch (Exception e) when (e is AuditUnavailableException or CertificateException)
        {
            throw new CommandException(e.Message, e);
        }
        catch (Exception e)
        {
            if (IsAddressTaken(e))
            {
                throw new AddressTakenException(string.Join(", ", listen.Select(address => address.Authority)), e);
            }

            if (e is SocketException or IOException)
            {
                throw new CommandException($"Cannot listen on {string.Join(", ", listen)}: {e.Message}");
            }

            throw;
        }
    }

    private static bool IsAddressTaken(Exception e) =>
        e is AddressInUseException
        || e.InnerException is AddressInUseException
        || e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };
}
