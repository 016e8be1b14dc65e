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
    private const string Never = "never";
    private const string AuditOn = "on";
    private const string AuditOff = "off";

    private static readonly TimeSpan MaxLoggingInterval = TimeSpan.FromDays(1);

    private readonly ServeSettings _settings;
    private readonly Setting _audit;

    /// <summary>Reads all limits, and notes with the settings which are wrong.</summary>
    public StoreLimits(ServeSettings settings)
    {
        _settings = settings;
        var objectSize = settings.Find(ServeCatalogue.MaxObjectSize);
        var bucketBytes = settings.Find(ServeCatalogue.BucketQuota);
        _audit = settings.FindPath(ServeCatalogue.Audit, AuditOn, AuditOff);
        Options = new EngineOptions
        {
            MaxBodyBytes = ReadBytes(objectSize, Limits.MaxBodyBytes) ?? Limits.MaxBodyBytes,
            MaxBucketBytes = ReadBytes(bucketBytes, long.MaxValue),
            MaxBucketObjects = ReadCount(Find(ServeCatalogue.BucketMaxObjects)),
            AbandonUploadsAfter = ReadTime(Find(ServeCatalogue.AbortUploadsAfter)),
            ScrubInterval = ReadTime(Find(ServeCatalogue.ScrubInterval)),
            ScrubBytesPerSecond = ReadBytes(Find(ServeCatalogue.ScrubRate), long.MaxValue).GetValueOrDefault(),
            LifecycleInterval = ReadTime(Find(ServeCatalogue.LifecycleInterval)),
            RestoreDelay = ReadDelay(Find(ServeCatalogue.RestoreDelay)) ?? TimeSpan.Zero,
        };
        LoggingEvery = ReadInterval(Find(ServeCatalogue.LoggingInterval));
        Kept = new AuditOptions
        {
            KeepFor = ReadTime(Find(ServeCatalogue.AuditKeep)),
            MaxBytes = ReadBytes(Find(ServeCatalogue.AuditMaxSize), long.MaxValue).GetValueOrDefault(),
        };
        if (objectSize.IsGiven && Options.MaxBodyBytes > Options.MaxBucketBytes)
        {
            settings.Refuse(
                $"{objectSize.Place} is more than {bucketBytes.Place}: a body of that size fits no bucket; lower the one or raise the other.",
                objectSize,
                bucketBytes
            );
        }
    }

    private AuditOptions Kept { get; }

    /// <summary>How often the logs of buckets are written.</summary>
    public TimeSpan LoggingEvery { get; }

    /// <summary>What of it the engine keeps to; good for nothing where something is wrong.</summary>
    public EngineOptions Options { get; }

    /// <summary>The audit log of a store, or null for none; that of a store in memory is in memory too, unless a directory is named.</summary>
    public AuditOptions? AuditOf(DataDirectory? store) =>
        _audit.Value switch
        {
            AuditOff => null,
            AuditOn => Kept with { Directory = store?.AuditDirectory },
            var path => Kept with { Directory = Path.GetFullPath(path!) },
        };

    private Setting Find(ServeSetting setting) => _settings.Find(setting);

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
