using Ossa.Certificates;
using Ossa.CommandLine;
using Ossa.Server.Tls;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>The certificate of <c>ossa serve</c> and its key.</summary>
internal sealed class TlsSettings
{
    private const string Tls12 = "1.2";
    private const string Tls13 = "1.3";

    private readonly Setting _certificate;
    private readonly Setting _key;
    private readonly bool _requiresTls13;

    /// <summary>Reads the settings, and notes with them what is wrong.</summary>
    public TlsSettings(ServeSettings settings)
    {
        _certificate = settings.FindPath(ServeCatalogue.TlsCertificate);
        _key = settings.FindPath(ServeCatalogue.TlsKey);
        var version = settings.Find(ServeCatalogue.TlsMinVersion);
        _requiresTls13 = version.Value == Tls13;
        if (_certificate.IsGiven != _key.IsGiven)
        {
            var (given, other) = _certificate.IsGiven
                ? (_certificate, ServeCatalogue.TlsKey)
                : (_key, ServeCatalogue.TlsCertificate);
            settings.Refuse($"{given.Place} goes together with {other.Flag} or {other.Variable}: give both.", given);
        }

        if (version.Value is not (Tls12 or Tls13))
        {
            settings.Refuse(version, $"is no version of TLS; write {Tls12} or {Tls13}.");
        }
    }

    /// <summary>What the addresses need: null where none is https. Where no certificate is given, that for development is taken.</summary>
    /// <exception cref="UsageException">They do not fit the addresses.</exception>
    public TlsOptions? Require(IReadOnlyList<Uri> listen, DevelopmentCertificateFiles development)
    {
        var secure = listen.FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttps);
        return (secure, _certificate.Value, _key.Value) switch
        {
            ({ }, null, _) when development.Exist => development.Options(requiresTls13: _requiresTls13),
            ({ } address, null, _) => throw new UsageException(
                $"--listen {address.GetLeftPart(UriPartial.Authority)} needs {ServeCatalogue.TlsCertificate.Flag} and {ServeCatalogue.TlsKey.Flag}; for development, "
                    + "'ossa certificate dev' makes them."
            ),
            (null, not null, _) => throw new UsageException(
                $"{_certificate.Place} is given, but nothing listens with TLS: add --listen https://HOST:PORT."
            ),
            (_, { } certificate, { } key) => new TlsOptions
            {
                CertificateFile = Path.GetFullPath(certificate),
                KeyFile = Path.GetFullPath(key),
                RequiresTls13 = _requiresTls13,
            },
            _ => null,
        };
    }
}
