using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ossa.Certificates;

/// <summary>
/// A certificate for programs under development, and its issuer, which clients are told to trust. The issuer's key signs this one certificate
/// and is forgotten: whoever trusts the issuer trusts nothing else by it.
/// </summary>
/// <param name="Issuer">The issuer's certificate in PEM.</param>
/// <param name="Certificate">The certificate in PEM.</param>
/// <param name="Key">The certificate's key in PEM.</param>
/// <param name="Names">What it is for: host names and addresses.</param>
/// <param name="Ends">When it ends.</param>
internal sealed record DevelopmentCertificate(
    string Issuer,
    string Certificate,
    string Key,
    IReadOnlyList<string> Names,
    DateTimeOffset Ends
)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Browsers take no certificate that lives longer than 398 days.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>The clocks of clients may be slow.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    private static readonly string[] OfThisMachine = ["localhost", "*.localhost", "127.0.0.1", "::1"];

    /// <summary>Makes one.</summary>
    /// <param name="hosts">Host names and addresses beside those of this machine.</param>
    /// <param name="now">The time.</param>
    public static DevelopmentCertificate Make(IEnumerable<string> hosts, DateTimeOffset now)
    {
        var names = OfThisMachine.Concat(hosts).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        var (begins, ends) = (now - Tolerance, now + Life);
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuer = IssuerRequest(issuerKey).CreateSelfSigned(begins, ends);
        using var certificate = Request(key, issuer, names).Create(issuer, begins, ends, SerialNumber());
        return new DevelopmentCertificate(
            issuer.ExportCertificatePem() + "\n",
            certificate.ExportCertificatePem() + "\n",
            key.ExportPkcs8PrivateKeyPem() + "\n",
            names,
            ends
        );
    }

    private static CertificateRequest IssuerRequest(ECDsa key)
    {
        // Named apart from others before it, so that a client that trusts several picks the right one.
        var name = $"CN=Ossa development {RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static CertificateRequest Request(ECDsa key, X509Certificate2 issuer, IEnumerable<string> names)
    {
        var request = new CertificateRequest("CN=Ossa", key, HashAlgorithmName.SHA256);
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        extensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        extensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        extensions.Add(AlternativeNames(names));
        return request;
    }

    private static X509Extension AlternativeNames(IEnumerable<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                builder.AddIpAddress(address);
            }
            else
            {
                builder.AddDnsName(name);
            }
        }

        return builder.Build();
    }

    /// <summary>A positive number that nobody guesses.</summary>
    private static byte[] SerialNumber()
    {
        var number = RandomNumberGenerator.GetBytes(16);
        number[0] = (byte)((number[0] & 0x7F) | 0x40);
        return number;
    }
}
