using System.Security.Cryptography.X509Certificates;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.CommandLine;
using Ossa.Protocol.Signing;
using Ossa.Settings;

namespace Ossa.Remote;

/// <summary>Makes the client that the settings describe.</summary>
internal static class Clients
{
    public static OssClient Create(ClientSettings settings, CommandContext context)
    {
        try
        {
            return new OssClient(
                new OssClientOptions
                {
                    Endpoint = settings.Endpoint.Value!,
                    Region = settings.Region.Value,
                    Addressing = AddressingStyles.Parse(settings.AddressingStyle.Value),
                    Credentials = settings.Key is { } key
                        ? new StaticCredentialsProvider(key)
                        : new AnonymousCredentialsProvider(),
                    Clock = context.Clock,
                }
            );
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message, e);
        }
    }

    /// <summary>How to talk to a server on this machine as its owner.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="region">Its region.</param>
    /// <param name="root">Its root key.</param>
    /// <param name="certificate">The certificate that it shows, where it has one.</param>
    public static OssClientOptions Local(
        Uri address,
        string region,
        AccessKey root,
        X509Certificate2? certificate = null
    ) =>
        new()
        {
            Endpoint = address.GetLeftPart(UriPartial.Authority),
            Region = region,
            Credentials = new StaticCredentialsProvider(root),
            Addressing = AddressingStyle.Path,
            PinnedCertificate = certificate,
        };
}
