using Microsoft.Extensions.Logging;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>All settings of a server, read into what they mean.</summary>
internal sealed class ServerConfiguration
{
    private const string CloudPrefix = "oss-";

    /// <summary>Reads everything, and notes with the settings what is wrong.</summary>
    public ServerConfiguration(ServeSettings settings)
    {
        Data = settings.FindPath(ServeCatalogue.Data);
        Ephemeral = ReadEphemeral(settings, Data);
        Clock = new ClockShift(settings);
        Limits = new StoreLimits(settings);
        DirectIo = settings.ReadSwitch(ServeCatalogue.DirectIo) ?? true;
        Tls = new TlsSettings(settings);
        Listen = ListenAddresses.Read(settings);
        Buckets = BucketSeed.Read(settings);
        Seed = settings.FindPath(ServeCatalogue.Seed).Value;
        LogLevel = ReadLogLevel(settings);
        var strict = settings.ReadSwitch(ServeCatalogue.Strict) ?? Ephemeral;
        Options = new ClientLimitSettings(settings).Apply(
            new ServerOptions
            {
                Region = ReadRegion(settings, strict),
                Domains = ServeSettings.PartsOf(settings.Find(ServeCatalogue.Domain)),
                TrustedDomains = TrustedDomains.Read(settings),
                PublicUrl = PublicUrls.Read(settings),
                TrustedProxies = ProxyNetworks.Read(settings),
                Strict = strict,
                MetricsToken = MetricsTokens.Read(settings),
                LoggingInterval = Limits.LoggingEvery,
                Transport = TransportSetting.Read(settings),
            }
        );
    }

    /// <summary>Where to store.</summary>
    public Setting Data { get; }

    /// <summary>Whether everything is kept in memory.</summary>
    public bool Ephemeral { get; }

    public ClockShift Clock { get; }

    public StoreLimits Limits { get; }

    /// <summary>Whether large bodies are written past the page cache.</summary>
    public bool DirectIo { get; }

    public TlsSettings Tls { get; }

    public IReadOnlyList<Uri> Listen { get; }

    public IReadOnlyList<BucketSeed> Buckets { get; }

    /// <summary>The directory whose files are loaded at the start, or null.</summary>
    public string? Seed { get; }

    public LogLevel LogLevel { get; }

    /// <summary>What the server goes by, but for its certificate and its audit log, which depend on the data directory.</summary>
    public ServerOptions Options { get; }

    /// <summary>A wish that ranks higher than a directory is heard; otherwise the two contradict each other.</summary>
    private static bool ReadEphemeral(ServeSettings settings, Setting data)
    {
        if (settings.ReadSwitch(ServeCatalogue.Ephemeral) is not true)
        {
            return false;
        }

        var wish = settings.Find(ServeCatalogue.Ephemeral);
        if (data.IsGiven && wish.Origin >= data.Origin)
        {
            settings.Refuse($"{wish.Place} keeps nothing, so it does not go together with {data.Place}.", wish, data);
        }

        return true;
    }

    private static string ReadRegion(ServeSettings settings, bool strict)
    {
        var region = settings.Find(ServeCatalogue.Region);
        if (strict && region.Value == ServerOptions.AnyRegion)
        {
            settings.Refuse(
                $"{region.Place}: any is a lenience, so it does not go together with strict checks.",
                region
            );
        }
        else if (region.Value!.StartsWith(CloudPrefix, StringComparison.Ordinal))
        {
            settings.Refuse(
                region,
                $"is a location; write the region as signatures do: {region.Value[CloudPrefix.Length..]}."
            );
        }

        return region.Value;
    }

    private static LogLevel ReadLogLevel(ServeSettings settings)
    {
        var setting = settings.Find(ServeCatalogue.LogLevel);
        var names = Enum.GetNames<LogLevel>();
        return names.FirstOrDefault(name => name.Equals(setting.Value, StringComparison.OrdinalIgnoreCase)) is { } level
            ? Enum.Parse<LogLevel>(level)
            : settings
                .Refuse<LogLevel>(setting, $"is no level; write one of {string.Join(", ", names)}.")
                .GetValueOrDefault();
    }
}
