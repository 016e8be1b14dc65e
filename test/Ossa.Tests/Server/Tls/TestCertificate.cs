using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ossa.Server.Tls;

namespace Ossa.Tests.Server.Tls;

/// <summary>A certificate that signs itself, and its key, in two files.</summary>
public static class TestCertificate
{
    /// <summary>Writes the files into a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">Whom the certificate names.</param>
    /// <param name="validity">How long it is valid from now on.</param>
    public static TlsOptions Write(string directory, string name = "test", TimeSpan? validity = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        var end = now + (validity ?? TimeSpan.FromDays(90));
        using var certificate = request.CreateSelfSigned(now.AddDays(-10), end);
        var options = new TlsOptions
        {
            CertificateFile = Path.Combine(directory, "certificate.pem"),
            KeyFile = Path.Combine(directory, "key.pem"),
        };
        File.WriteAllText(options.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(options.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return options;
    }

    /// <summary>Whether what a server shows is such a certificate.</summary>
    public static bool IsSelfSigned(object _, X509Certificate? seen, X509Chain? chain, SslPolicyErrors errors) =>
        seen is not null && seen.Subject == seen.Issuer;
}
