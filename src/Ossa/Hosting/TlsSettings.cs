using Ossa.Certificates;
using Ossa.CommandLine;
using Ossa.Server.Tls;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>The certificate of <c>ossa serve</c> and its key: flags, else variables.</summary>
internal sealed class TlsSettings
{
    public const string CertificateFlag = "--tls-certificate";
    public const string KeyFlag = "--tls-key";
    public const string MinVersionFlag = "--tls-min-version";

    private const string Tls12 = "1.2";
    private const string Tls13 = "1.3";

    private readonly List<string> _problems = [];

    private TlsSettings(ServeSettings settings)
    {
        Certificate = settings.Find(CertificateFlag, Setting.Absent);
        Key = settings.Find(KeyFlag, Setting.Absent);
        MinVersion = settings.Find(MinVersionFlag, Setting.Default(Tls12));
        if (Certificate.IsGiven != Key.IsGiven)
        {
            var (given, other) = Certificate.IsGiven ? (Certificate, KeyFlag) : (Key, CertificateFlag);
            _problems.Add($"{given.Place} goes together with {other} or {ServeSettings.VariableOf(other)}: give both.");
        }

        if (MinVersion.Value is not (Tls12 or Tls13))
        {
            _problems.Add($"{MinVersion.Place}: '{MinVersion.Value}' is no version of TLS; write {Tls12} or {Tls13}.");
        }
    }

    public Setting Certificate { get; }

    public Setting Key { get; }

    public Setting MinVersion { get; }

    /// <summary>What is wrong, each as a line that says where and what to do.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads the settings, wrong ones too.</summary>
    /// <param name="flag">The value of a flag, or null where it was not given.</param>
    public static TlsSettings Read(CommandContext context, Func<string, string?> flag) =>
        new(new ServeSettings(context, flag));

    /// <summary>What the addresses need: null where none is https. Where no certificate is given, that for development is taken.</summary>
    /// <exception cref="UsageException">The settings are wrong, or do not fit the addresses.</exception>
    public TlsOptions? Require(IReadOnlyList<Uri> listen, DevelopmentCertificateFiles development)
    {
        if (_problems is [var problem, ..])
        {
            throw new UsageException(problem);
        }

        var secure = listen.FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttps);
        return (secure, Certificate.Value, Key.Value) switch
        {
            ({ }, null, _) when development.Exist => development.Options(requiresTls13: MinVersion.Value == Tls13),
            ({ } address, null, _) => throw new UsageException(
                $"--listen {address.GetLeftPart(UriPartial.Authority)} needs {CertificateFlag} and {KeyFlag}; for development, "
                    + "'ossa certificate dev' makes them."
            ),
            (null, not null, _) => throw new UsageException(
                $"{Certificate.Place} is given, but nothing listens with TLS: add --listen https://HOST:PORT."
            ),
            (_, { } certificate, { } key) => new TlsOptions
            {
                CertificateFile = Path.GetFullPath(certificate),
                KeyFile = Path.GetFullPath(key),
                RequiresTls13 = MinVersion.Value == Tls13,
            },
            _ => null,
        };
    }
}
