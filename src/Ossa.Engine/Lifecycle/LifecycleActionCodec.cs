using Ossa.Engine.Records;
using Ossa.Protocol.Documents;

namespace Ossa.Engine.Lifecycle;

/// <summary>What a lifecycle rule does, as fields of its record.</summary>
internal static class LifecycleActionCodec
{
    private const byte Format = 1;

    public static void Encode(LifecycleRule rule, RecordWriter writer)
    {
        if (rule.Expiration is { } expiration)
        {
            // Shifted by one, so that a stated no differs from nothing.
            writer
                .Bytes(9, Encode(expiration.Time))
                .Number(10, expiration.ExpiredObjectDeleteMarker is { } markers ? (markers ? 2UL : 1UL) : 0UL);
        }

        foreach (var transition in rule.Transitions)
        {
            writer.Bytes(11, Encode(transition));
        }

        writer.Number(12, rule.NoncurrentExpirationDays ?? 0);
        foreach (var transition in rule.NoncurrentTransitions)
        {
            writer.Bytes(13, Encode(transition));
        }

        writer.Bytes(14, Encode(rule.AbortMultipartUpload));
    }

    /// <summary>The rule with one more field of its record.</summary>
    public static LifecycleRule Decode(LifecycleRule rule, RecordReader field)
    {
        var expiration = rule.Expiration ?? new LifecycleExpiration();
        return field.Tag switch
        {
            9 => rule with { Expiration = expiration with { Time = DecodeTime(field.Value) } },
            10 => rule with { Expiration = expiration with { ExpiredObjectDeleteMarker = field.Number() == 2 } },
            11 => rule with { Transitions = [.. rule.Transitions, DecodeTransition(field.Value)] },
            12 => rule with { NoncurrentExpirationDays = (int)field.Number() },
            13 => rule with { NoncurrentTransitions = [.. rule.NoncurrentTransitions, DecodeTransition(field.Value)] },
            14 => rule with { AbortMultipartUpload = DecodeTime(field.Value) },
            _ => rule,
        };
    }

    private static byte[] Encode(LifecycleTransition transition) =>
        new RecordWriter(Format).Bytes(1, Encode(transition.Time)).Text(2, transition.StorageClass).ToArray();

    private static byte[] Encode(LifecycleTime? time) =>
        time is null
            ? []
            : new RecordWriter(Format)
                .Number(1, time.Days ?? 0)
                .Number(2, DayOf(time.Date))
                .Number(3, DayOf(time.CreatedBeforeDate))
                .ToArray();

    private static LifecycleTransition DecodeTransition(ReadOnlySpan<byte> record)
    {
        var time = new LifecycleTime();
        var storageClass = "";
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case 1:
                    time = DecodeTime(reader.Value);
                    break;
                case 2:
                    storageClass = reader.Text();
                    break;
            }
        }

        return new LifecycleTransition { Time = time, StorageClass = storageClass };
    }

    private static LifecycleTime DecodeTime(ReadOnlySpan<byte> record)
    {
        var time = new LifecycleTime();
        var reader = new RecordReader(record, Format);
        while (reader.Next())
        {
            time = reader.Tag switch
            {
                1 => time with { Days = (int)reader.Number() },
                2 => time with { Date = DateOf(reader.Number()) },
                3 => time with { CreatedBeforeDate = DateOf(reader.Number()) },
                _ => time,
            };
        }

        return time;
    }

    /// <summary>A date is a day; counted from one, so that the first one that there is differs from nothing.</summary>
    private static long DayOf(DateTimeOffset? date) => date is { } day ? day.UtcTicks / TimeSpan.TicksPerDay + 1 : 0;

    private static DateTimeOffset DateOf(ulong day) => new((long)(day - 1) * TimeSpan.TicksPerDay, TimeSpan.Zero);
}
