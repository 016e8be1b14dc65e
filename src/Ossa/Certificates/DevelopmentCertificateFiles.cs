using System.Text;
using Ossa.CommandLine;
using Ossa.Hosting;
using Ossa.Server.Tls;
using Ossa.Storage.Local.FileSystem;

namespace Ossa.Certificates;

/// <summary>Where the development certificate of a data directory lies.</summary>
internal sealed class DevelopmentCertificateFiles(DataDirectory directory)
{
    /// <summary>The issuer's certificate, which clients are told to trust.</summary>
    public string Issuer { get; } = Path.Combine(directory.TlsDirectory, "ca.pem");

    /// <summary>The certificate.</summary>
    public string Certificate { get; } = Path.Combine(directory.TlsDirectory, "certificate.pem");

    /// <summary>The certificate's key.</summary>
    public string Key { get; } = Path.Combine(directory.TlsDirectory, "key.pem");

    /// <summary>Whether one was made.</summary>
    public bool Exist => File.Exists(Certificate) && File.Exists(Key);

    /// <summary>How a server uses it, with what else is said of TLS.</summary>
    public TlsOptions Options(bool requiresTls13) =>
        new()
        {
            CertificateFile = Certificate,
            KeyFile = Key,
            RequiresTls13 = requiresTls13,
        };

    /// <summary>Writes the files, for this user's eyes only.</summary>
    /// <exception cref="CommandException">They cannot be written.</exception>
    public void Write(DevelopmentCertificate made)
    {
        try
        {
            Directory.CreateDirectory(directory.TlsDirectory);
            // The key first: a running server that reads in between sees a pair that does not fit, and keeps what it has.
            Write(Key, made.Key);
            Write(Certificate, made.Certificate);
            Write(Issuer, made.Issuer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                $"The certificate cannot be written to {directory.TlsDirectory}: {e.Message}",
                e
            );
        }
    }

    private static void Write(string path, string pem) => DurableFile.WritePrivate(path, Encoding.ASCII.GetBytes(pem));
}
