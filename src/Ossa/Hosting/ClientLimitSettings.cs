using System.Globalization;
using Ossa.CommandLine;
using Ossa.Server.Hosting;
using Ossa.Server.Throttling;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>What clients may take of a server, as the operator sets it.</summary>
internal sealed class ClientLimitSettings
{
    public const string AddressConnectionsFlag = "--address-connections";
    public const string AddressRateFlag = "--address-rate";
    public const string KeyRateFlag = "--key-rate";
    public const string UploadsFlag = "--max-uploads";
    public const string UploadRateFlag = "--min-upload-rate";
    public const string IdleTimeoutFlag = "--idle-timeout";
    public const string HeaderTimeoutFlag = "--header-timeout";
    public const string KeepAliveTimeoutFlag = "--keep-alive-timeout";

    private const string Off = "off";
    private const int MaxCount = 1_000_000;

    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);

    private readonly ServeSettings _settings;
    private readonly ClientLimits _limits;
    private readonly TimeSpan _idleTimeout;

    private ClientLimitSettings(ServeSettings settings)
    {
        _settings = settings;
        AddressConnections = settings.Find(AddressConnectionsFlag, Setting.Default("1024"));
        AddressRate = settings.Find(AddressRateFlag, Setting.Default(Off));
        KeyRate = settings.Find(KeyRateFlag, Setting.Default(Off));
        Uploads = settings.Find(UploadsFlag, Setting.Default(Off));
        UploadRate = settings.Find(UploadRateFlag, Setting.Default("240"));
        IdleTimeout = settings.Find(IdleTimeoutFlag, Setting.Default("1m"));
        HeaderTimeout = settings.Find(HeaderTimeoutFlag, Setting.Default("30s"));
        KeepAliveTimeout = settings.Find(KeepAliveTimeoutFlag, Setting.Default("2m"));
        _idleTimeout = ReadTimeout(IdleTimeout);
        _limits = new ClientLimits
        {
            AddressConnections = ReadCount(AddressConnections),
            AddressRate = ReadRate(AddressRate),
            KeyRate = ReadRate(KeyRate),
            Uploads = ReadCount(Uploads),
            UploadBytesPerSecond = ReadSize(UploadRate),
            HeaderTimeout = ReadTimeout(HeaderTimeout),
            KeepAliveTimeout = ReadTimeout(KeepAliveTimeout),
        };
    }

    public Setting AddressConnections { get; }

    public Setting AddressRate { get; }

    public Setting KeyRate { get; }

    public Setting Uploads { get; }

    public Setting UploadRate { get; }

    public Setting IdleTimeout { get; }

    public Setting HeaderTimeout { get; }

    public Setting KeepAliveTimeout { get; }

    /// <summary>What is wrong, each as a line that says where and what to do.</summary>
    public IReadOnlyList<string> Problems => _settings.Problems;

    /// <summary>Reads the settings, wrong ones too.</summary>
    /// <param name="flag">The value of a flag, or null where it was not given.</param>
    public static ClientLimitSettings Read(CommandContext context, Func<string, string?> flag) =>
        new(new ServeSettings(context, flag));

    /// <summary>Puts the limits into a server's options.</summary>
    /// <exception cref="CommandException">One is wrong.</exception>
    public ServerOptions Apply(ServerOptions options)
    {
        _settings.Require();
        return options with { ClientLimits = _limits, IdleTimeout = _idleTimeout };
    }

    private int? ReadCount(Setting setting) =>
        setting.Value == Off ? null
        : TryReadCount(setting.Value!, out var count) ? count
        : _settings.Refuse<int>(setting, $"is no number up to {MaxCount}; write it like 100, or {Off}.");

    private long? ReadSize(Setting setting) =>
        setting.Value == Off ? null
        : ByteSize.TryParse(setting.Value!, out var bytes) && bytes > 0 ? bytes
        : _settings.Refuse<long>(setting, $"is no size; write it like 240 or 10K, or {Off}.");

    private TimeSpan ReadTimeout(Setting setting) =>
        DurationText.TryParse(setting.Value!, out var time) && time > TimeSpan.Zero && time <= MaxTimeout
            ? time
            : _settings
                .Refuse<TimeSpan>(setting, "is no duration up to a day; write it like 30s or 5m.")
                .GetValueOrDefault();

    /// <summary>Reads RATE or RATE:BURST; a burst that is not given is what a second brings.</summary>
    private RequestRate? ReadRate(Setting setting)
    {
        var text = setting.Value!;
        if (text == Off)
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (
            TryReadCount(colon < 0 ? text : text[..colon], out var rate)
            && TryReadCount(colon < 0 ? text : text[(colon + 1)..], out var burst)
        )
        {
            return new RequestRate(rate, burst);
        }

        _settings.Refuse<int>(
            setting,
            $"is no rate; write requests a second like 50, with a burst like 50:200, or {Off}."
        );
        return null;
    }

    private static bool TryReadCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is > 0 and <= MaxCount;
}
