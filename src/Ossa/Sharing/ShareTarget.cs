using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ossa.Client;
using Ossa.Client.Credentials;
using Ossa.CommandLine;
using Ossa.Protocol.Signing;
using Ossa.Remote;
using Ossa.Settings;

namespace Ossa.Sharing;

/// <summary>A server to share by: how to reach it, how others reach it, and the bucket for what is shared.</summary>
internal sealed record ShareTarget(string Bucket, OssClientOptions Upload, OssClientOptions Download)
{
    private const string LocalBucket = "shared";

    /// <summary>A server on this machine.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="publicUrl">The address that URLs shall have.</param>
    /// <param name="region">Its region.</param>
    /// <param name="key">Its root key.</param>
    /// <param name="certificate">The certificate that it shows, where it has one.</param>
    public static ShareTarget Local(
        Uri address,
        Uri publicUrl,
        string region,
        AccessKey key,
        X509Certificate2? certificate
    )
    {
        var upload = Clients.Local(address, region, key, certificate);
        return new ShareTarget(
            LocalBucket,
            upload,
            upload with
            {
                Endpoint = publicUrl.GetLeftPart(UriPartial.Authority),
            }
        );
    }

    /// <summary>
    /// The server of the settings. Names of buckets are shared by all users of a cloud, so this one's is made from the access key's id.
    /// </summary>
    public static ShareTarget Remote(ClientSettings settings)
    {
        if (settings.Problems is [var problem, ..])
        {
            throw new CommandException($"{problem} ('ossa config check' shows all settings)");
        }

        var key = settings.RequireKey();
        var owner = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Id)))[..12];
        var options = new OssClientOptions
        {
            Endpoint = settings.Endpoint.Value!,
            Region = settings.Region.Value,
            Credentials = new StaticCredentialsProvider(key),
        };
        return new ShareTarget($"ossa-share-{owner}", options, options);
    }
}
