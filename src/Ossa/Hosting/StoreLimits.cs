using System.Globalization;
using Ossa.CommandLine;
using Ossa.Engine;
using Ossa.Server.Audit;
using Ossa.Server.Hosting;
using Ossa.Settings;

namespace Ossa.Hosting;

/// <summary>The bounds and times that an operator sets of a store: each is a flag of <c>ossa serve</c>, else a variable, else the service's own.</summary>
internal sealed class StoreLimits
{
    public const string ObjectSizeFlag = "--max-object-size";
    public const string BucketBytesFlag = "--bucket-quota";
    public const string BucketObjectsFlag = "--bucket-max-objects";
    public const string AbandonFlag = "--abort-uploads-after";
    public const string ScrubIntervalFlag = "--scrub-interval";
    public const string ScrubRateFlag = "--scrub-rate";
    public const string LifecycleIntervalFlag = "--lifecycle-interval";
    public const string RestoreDelayFlag = "--restore-delay";
    public const string LoggingIntervalFlag = "--logging-interval";

    public const string AuditFlag = "--audit";
    public const string AuditKeepFlag = "--audit-keep";
    public const string AuditSizeFlag = "--audit-max-size";

    private const string Never = "never";
    private const string AuditOn = "on";
    private const string AuditOff = "off";

    private static readonly TimeSpan MaxLoggingInterval = TimeSpan.FromDays(1);

    private readonly ServeSettings _settings;

    private StoreLimits(ServeSettings settings)
    {
        _settings = settings;
        ObjectSize = settings.Find(ObjectSizeFlag, Setting.Default("5G"));
        BucketBytes = settings.Find(BucketBytesFlag, Setting.Default(null));
        BucketObjects = settings.Find(BucketObjectsFlag, Setting.Default(null));
        Abandon = settings.Find(AbandonFlag, Setting.Default("30d"));
        ScrubInterval = settings.Find(ScrubIntervalFlag, Setting.Default("7d"));
        ScrubRate = settings.Find(ScrubRateFlag, Setting.Default("16M"));
        LifecycleInterval = settings.Find(LifecycleIntervalFlag, Setting.Default("1h"));
        RestoreDelay = settings.Find(RestoreDelayFlag, Setting.Default("10s"));
        LoggingInterval = settings.Find(LoggingIntervalFlag, Setting.Default("5m"));
        Audit = settings.Find(AuditFlag, Setting.Default(AuditOn));
        AuditKeep = settings.Find(AuditKeepFlag, Setting.Default("90d"));
        AuditSize = settings.Find(AuditSizeFlag, Setting.Default("1G"));
        Options = new EngineOptions
        {
            MaxBodyBytes = ReadBytes(ObjectSize, Limits.MaxBodyBytes) ?? Limits.MaxBodyBytes,
            MaxBucketBytes = ReadBytes(BucketBytes, long.MaxValue),
            MaxBucketObjects = ReadCount(BucketObjects),
            AbandonUploadsAfter = ReadTime(Abandon),
            ScrubInterval = ReadTime(ScrubInterval),
            ScrubBytesPerSecond = ReadBytes(ScrubRate, long.MaxValue).GetValueOrDefault(),
            LifecycleInterval = ReadTime(LifecycleInterval),
            RestoreDelay = ReadDelay(RestoreDelay) ?? TimeSpan.Zero,
        };
        LoggingEvery = ReadInterval(LoggingInterval);
        Kept = new AuditOptions
        {
            KeepFor = ReadTime(AuditKeep),
            MaxBytes = ReadBytes(AuditSize, long.MaxValue).GetValueOrDefault(),
        };
        if (ObjectSize.IsGiven && Options.MaxBodyBytes > Options.MaxBucketBytes)
        {
            settings.Refuse(
                $"{ObjectSize.Place} is more than {BucketBytes.Place}: a body of that size fits no bucket; lower the one or raise the other."
            );
        }
    }

    public Setting ObjectSize { get; }

    public Setting BucketBytes { get; }

    public Setting BucketObjects { get; }

    public Setting Abandon { get; }

    public Setting ScrubInterval { get; }

    public Setting ScrubRate { get; }

    public Setting LifecycleInterval { get; }

    public Setting RestoreDelay { get; }

    public Setting LoggingInterval { get; }

    public Setting Audit { get; }

    public Setting AuditKeep { get; }

    public Setting AuditSize { get; }

    private AuditOptions Kept { get; }

    /// <summary>How often the logs of buckets are written.</summary>
    public TimeSpan LoggingEvery { get; }

    /// <summary>What is wrong, each as a line that says where and what to do.</summary>
    public IReadOnlyList<string> Problems => _settings.Problems;

    private EngineOptions Options { get; }

    /// <summary>Reads all limits, wrong ones too.</summary>
    /// <param name="flag">The value of a flag, or null where it was not given.</param>
    public static StoreLimits Read(CommandContext context, Func<string, string?> flag) =>
        new(new ServeSettings(context, flag));

    /// <summary>The audit log of a store, or null for none; that of a store in memory is in memory too, unless a directory is named.</summary>
    public AuditOptions? AuditOf(DataDirectory? store) =>
        Audit.Value switch
        {
            AuditOff => null,
            AuditOn => Kept with { Directory = store?.AuditDirectory },
            var path => Kept with { Directory = Path.GetFullPath(path!) },
        };

    /// <summary>The limits, or the first thing that is wrong with them.</summary>
    public EngineOptions Require()
    {
        _settings.Require();
        return Options;
    }

    private long? ReadBytes(Setting setting, long most)
    {
        if (setting.Value is not { } text)
        {
            return null;
        }

        if (ByteSize.TryParse(text, out var bytes) && bytes > 0 && bytes <= most)
        {
            return bytes;
        }

        var bound = most == long.MaxValue ? "" : $", at most {most >> 30}G";
        return _settings.Refuse<long>(setting, $"is no size; write it like 100M or 2G{bound}.");
    }

    private long? ReadCount(Setting setting)
    {
        if (setting.Value is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : _settings.Refuse<long>(setting, "is no number of objects; write it like 100000.");
    }

    private TimeSpan? ReadTime(Setting setting)
    {
        if (setting.Value == Never)
        {
            return null;
        }

        return DurationText.TryParse(setting.Value!, out var time) && time > TimeSpan.Zero
            ? time
            : _settings.Refuse<TimeSpan>(setting, $"is no duration; write it like 12h or 30d, or {Never}.");
    }

    private TimeSpan? ReadDelay(Setting setting) =>
        DurationText.TryParse(setting.Value!, out var time)
            ? time
            : _settings.Refuse<TimeSpan>(setting, "is no duration; write it like 10s or 1h30m, or 0s for at once.");

    private TimeSpan ReadInterval(Setting setting) =>
        DurationText.TryParse(setting.Value!, out var time) && time > TimeSpan.Zero && time <= MaxLoggingInterval
            ? time
            : _settings
                .Refuse<TimeSpan>(setting, "is no duration up to a day; write it like 5m or 1h.")
                .GetValueOrDefault();
}
