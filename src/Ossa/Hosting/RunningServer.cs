using System.Security.Cryptography.X509Certificates;
using Ossa.Certificates;
using Ossa.CommandLine;
using Ossa.Protocol.Signing;
using Ossa.Settings;
using Ossa.Storage.Local.Directories;

namespace Ossa.Hosting;

/// <summary>A server that is asked to do what only it can do, as a command reaches it; mostly the one that holds a data directory.</summary>
/// <param name="Listening">The address on which it says that it listens.</param>
/// <param name="PublicUrl">What it calls itself, or null.</param>
/// <param name="Region">Its region.</param>
/// <param name="Root">Its root key.</param>
internal sealed record RunningServer(Uri Listening, Uri? PublicUrl, string Region, AccessKey Root)
{
    private const string Loopback = "127.0.0.1";

    /// <summary>The certificate that it must show, whoever issued it; null where any will do that the system trusts.</summary>
    public X509Certificate2? Certificate { get; private init; }

    /// <summary>
    /// The address to use here. A server that listens everywhere may run in a container, whose own name would lead nowhere; this machine's
    /// loopback address works at least.
    /// </summary>
    public Uri Address => WildcardAddress.Replace(Listening, Loopback);

    /// <summary>The server that the settings name.</summary>
    /// <exception cref="CommandException">There are no credentials.</exception>
    public static RunningServer Of(ClientSettings settings) =>
        new(settings.EndpointUri, null, settings.Region.Value!, settings.RequireKey());

    /// <summary>Finds the server by the word that it left in its directory.</summary>
    /// <param name="inUse">What opening the directory said.</param>
    /// <exception cref="CommandException">The holder is no server, or its root key is nowhere to be found.</exception>
    public static RunningServer Find(CommandContext context, DataDirectory directory, DirectoryInUseException inUse)
    {
        var server =
            ServerFile.Read(directory, inUse.ProcessId)
            ?? throw new CommandException($"{inUse.Message} It does not say where it listens.", inUse);
        var root = new[] { RootCredentials.FromEnvironment(context), RootCredentials.Load(directory) }.FirstOrDefault(
            key => key?.Id == server.AccessKeyId
        );
        return root is null
            ? throw new CommandException(
                $"The server on {server.Address} has the root key {server.AccessKeyId}: "
                    + $"set {RootCredentials.IdVariable} and {RootCredentials.SecretVariable} to it."
            )
            : new RunningServer(server.Address, server.PublicUrl, server.Region, root)
            {
                Certificate = PinnedCertificate.Read(server.CertificateFile),
            };
    }
}
