using Ossa.Protocol.Signing;
using Ossa.Server.Hosting;

namespace Ossa.Hosting;

/// <summary>Lets commands on this machine find the server that holds a data directory, for as long as it runs.</summary>
internal sealed class Announcement(DataDirectory? directory) : IDisposable
{
    public static Announcement Make(DataDirectory? directory, ServerOptions options, Uri address, AccessKey root)
    {
        if (directory is not null)
        {
            new ServerFile(Environment.ProcessId, address, options.PublicUrl, options.Region, root.Id)
            {
                CertificateFile = address.Scheme == Uri.UriSchemeHttps ? options.Tls?.CertificateFile : null,
            }.Write(directory);
        }

        return new Announcement(directory);
    }

    public void Dispose()
    {
        if (directory is not null)
        {
            ServerFile.Remove(directory);
        }
    }
}
