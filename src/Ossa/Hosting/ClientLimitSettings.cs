using System.Globalization;
using Ossa.Server.Hosting;
using Ossa.Server.Throttling;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>What clients may take of a server, as the operator sets it.</summary>
internal sealed class ClientLimitSettings
{
    private const string Off = "off";
    private const string Auto = "auto";
    private const int MaxCount = 1_000_000;

    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(1);

    private readonly ServeSettings _settings;
    private readonly ClientLimits _limits;
    private readonly TimeSpan _idleTimeout;

    /// <summary>Reads all limits, and notes with the settings which are wrong.</summary>
    public ClientLimitSettings(ServeSettings settings)
    {
        _settings = settings;
        _idleTimeout = ReadTimeout(settings.Find(ServeCatalogue.IdleTimeout));
        var standard = new ClientLimits();
        _limits = new ClientLimits
        {
            AddressConnections = ReadCount(settings.Find(ServeCatalogue.AddressConnections)),
            AddressRate = ReadRate(settings.Find(ServeCatalogue.AddressRate)),
            KeyRate = ReadRate(settings.Find(ServeCatalogue.KeyRate)),
            Requests = ReadCount(settings.Find(ServeCatalogue.MaxRequests), standard.Requests),
            Uploads = ReadCount(settings.Find(ServeCatalogue.MaxUploads), standard.Uploads),
            UploadBytesPerSecond = ReadSize(settings.Find(ServeCatalogue.MinUploadRate)),
            HeaderTimeout = ReadTimeout(settings.Find(ServeCatalogue.HeaderTimeout)),
            KeepAliveTimeout = ReadTimeout(settings.Find(ServeCatalogue.KeepAliveTimeout)),
        };
    }

    /// <summary>Puts the limits into a server's options; good for nothing where something is wrong.</summary>
    public ServerOptions Apply(ServerOptions options) =>
        options with
        {
            ClientLimits = _limits,
            IdleTimeout = _idleTimeout,
        };

    private int? ReadCount(Setting setting) =>
        setting.Value == Off ? null
        : TryReadCount(setting.Value!, out var count) ? count
        : _settings.Refuse<int>(setting, $"is no number up to {MaxCount}; write it like 100, or {Off}.");

    private int? ReadCount(Setting setting, int? automatic) =>
        setting.Value == Auto ? automatic
        : setting.Value == Off || TryReadCount(setting.Value!, out _) ? ReadCount(setting)
        : _settings.Refuse<int>(setting, $"is no number up to {MaxCount}; write it like 100, {Off} or {Auto}.");

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
