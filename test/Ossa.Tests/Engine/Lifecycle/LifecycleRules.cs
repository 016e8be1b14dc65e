using CsCheck;
using Ossa.Engine.Lifecycle;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;

namespace Ossa.Tests.Engine.Lifecycle;

/// <summary>Rules and versions for tests.</summary>
internal static class LifecycleRules
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Prefixes = ["", "a", "a/", "a/b", "b"];
    private static readonly string[] Keys = ["a", "a/x", "a/b/c", "b", "c"];

    private static readonly Gen<Tag> Tag = Gen.Select(
        Gen.OneOf<string>("k", "l"),
        Gen.OneOf<string>("", "v"),
        (key, value) => new Tag(key, value)
    );

    private static readonly Gen<LifecycleTime> Time = Gen.OneOf(
        Gen.Int[1, 60].Select(days => new LifecycleTime { Days = days }),
        Gen.Int[-40, 40].Select(day => new LifecycleTime { CreatedBeforeDate = Day(day) }),
        Gen.Int[-40, 40].Select(day => new LifecycleTime { Date = Day(day) })
    );

    private static readonly Gen<LifecycleTransition> Transition = Gen.Select(
        Time,
        Gen.OneOf<string>([.. StorageClasses.All.Skip(1)]),
        (time, to) => new LifecycleTransition { Time = time, StorageClass = to }
    );

    private static readonly Gen<LifecycleFilter?> Filter = Gen.Select(
            Gen.Select(Gen.OneOf<string>("a/b", "a/x"), Tag.Null(), (p, tag) => new LifecycleExclusion(p, tag)).Null(),
            Gen.Long[1, 100].Nullable(),
            Gen.Long[1, 100].Nullable(),
            (not, least, most) =>
                new LifecycleFilter
                {
                    Not = not,
                    ObjectSizeGreaterThan = least,
                    ObjectSizeLessThan = most,
                }
        )
        .Null();

    /// <summary>Any rule.</summary>
    public static Gen<LifecycleRule> Any { get; } =
        from id in Gen.Int[0, 9]
        from prefix in Gen.OneOf<string>(Prefixes)
        from enabled in Gen.Bool
        from tags in Tag.List[0, 2]
        from filter in Filter
        from expiration in Time.Null()
        from markers in Gen.Bool
        from transitions in Transition.List[0, 3]
        from days in Gen.Int[1, 60].Nullable()
        from noncurrent in Transition.List[0, 2]
        from abort in Time.Null()
        select new LifecycleRule
        {
            Id = $"rule {id}",
            Prefix = prefix,
            IsEnabled = enabled,
            Tags = tags,
            Filter = filter == new LifecycleFilter() ? null : filter,
            Expiration =
                expiration is null && !markers
                    ? null
                    : new LifecycleExpiration { Time = expiration, ExpiredObjectDeleteMarker = markers },
            Transitions = transitions,
            NoncurrentExpirationDays = days,
            NoncurrentTransitions = noncurrent,
            AbortMultipartUpload = abort,
        };

    /// <summary>Any version of any object.</summary>
    public static Gen<LifecycleFacts> AnyFacts { get; } =
        from key in Gen.OneOf<string>(Keys)
        from size in Gen.Long[0, 120]
        from tags in Tag.List[0, 2]
        from storageClass in Gen.OneOf<string>([.. StorageClasses.All])
        from type in Gen.Enum<ObjectType>()
        from marker in Gen.Bool
        from hours in Gen.Int[0, 1000]
        from latest in Gen.Bool
        from alone in Gen.Bool
        from replaced in Gen.Int[0, 1000]
        select new LifecycleFacts(
            key,
            Record(size, storageClass) with
            {
                Tags = [.. tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))],
                Type = type,
                IsDeleteMarker = marker,
                LastModified = Noon.AddHours(-hours),
            },
            latest,
            latest && alone,
            latest ? null : Noon.AddHours(-replaced)
        );

    public static LifecycleRule Rule(string prefix = "") => new() { Id = "rule", Prefix = prefix };

    public static LifecycleRule Expiring(int days, string prefix = "") =>
        Rule(prefix) with
        {
            Expiration = new LifecycleExpiration { Time = new LifecycleTime { Days = days } },
        };

    public static LifecycleTransition Move(int days, string to) =>
        new()
        {
            Time = new LifecycleTime { Days = days },
            StorageClass = to,
        };

    public static LifecycleFacts Current(string key, ObjectRecord? record = null) =>
        new(key, record ?? Record(10, "Standard"), IsLatest: true, IsAlone: true, null);

    public static ObjectRecord Record(long size, string storageClass) =>
        new()
        {
            Size = size,
            ETag = "E",
            Crc64 = 0,
            LastModified = Noon,
            Sequence = 1,
            Body = BodyLocation.Empty,
            StorageClass = storageClass,
        };

    public static DateTimeOffset Day(int fromNoon) => new(Noon.Date.AddDays(fromNoon), TimeSpan.Zero);
}
