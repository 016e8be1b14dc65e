using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ossa.Server.Tls;

/// <summary>The two files of a certificate: what is in them, and whether they changed.</summary>
internal sealed class CertificateFiles(TlsOptions options)
{
    /// <summary>
    /// Times and lengths of both files, of those that symbolic links on the way to them lead to now. Files that changed have another one.
    /// </summary>
    public (DateTime, long, DateTime, long) Stamp()
    {
        var (certificate, key) = (StampOf(options.CertificateFile), StampOf(options.KeyFile));
        return (certificate.Time, certificate.Length, key.Time, key.Length);
    }

    /// <summary>Reads both files.</summary>
    /// <exception cref="CertificateException">A file cannot be read, or they do not hold a certificate and its key.</exception>
    public SslStreamCertificateContext Load()
    {
        var (certificate, key) = (Read(options.CertificateFile), Read(options.KeyFile));
        var issuers = new X509Certificate2Collection();
        try
        {
            issuers.ImportFromPem(certificate);
        }
        catch (CryptographicException e)
        {
            throw new CertificateException($"{options.CertificateFile} holds a damaged certificate.", e);
        }

        if (issuers.Count == 0)
        {
            throw new CertificateException($"{options.CertificateFile} holds no certificate in PEM.");
        }

        issuers.RemoveAt(0);
        try
        {
            var own = X509Certificate2.CreateFromPem(certificate, key);
            return SslStreamCertificateContext.Create(own, issuers, offline: true);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CertificateException(
                $"{options.KeyFile} does not hold the key, in PEM and not encrypted, of the first certificate in {options.CertificateFile}.",
                e
            );
        }
    }

    /// <summary>Whether every user of this machine may read the key.</summary>
    public bool IsKeyOpen()
    {
        try
        {
            return !OperatingSystem.IsWindows()
                && File.GetUnixFileMode(options.KeyFile).HasFlag(UnixFileMode.OtherRead);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"Cannot read {options.KeyFile}: {e.Message}", e);
        }
    }

    /// <summary>Of a file that cannot be opened, no time and a length that no file has.</summary>
    private static (DateTime Time, long Length) StampOf(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return (File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (default, -1);
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"Cannot read {path}: {e.Message}", e);
        }
    }
}
