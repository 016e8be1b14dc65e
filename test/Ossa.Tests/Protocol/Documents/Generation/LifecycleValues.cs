using CsCheck;
using Ossa.Protocol.Documents;

namespace Ossa.Tests.Protocol.Documents.Generation;

/// <summary>Random lifecycle rules, of which no reader takes every one that their type can hold.</summary>
internal static class LifecycleValues
{
    private static readonly Gen<DateTimeOffset> Day = Gen.Int[0, 40_000]
        .Select(days => DateTimeOffset.UnixEpoch.AddDays(days - 20_000));

    private static readonly Gen<LifecycleTime> Time = Gen.OneOf(
        Gen.Int[1, int.MaxValue].Select(days => new LifecycleTime { Days = days }),
        Day.Select(day => new LifecycleTime { CreatedBeforeDate = day })
    );

    private static readonly Gen<LifecycleTime> ExpirationTime = Gen.OneOf(
        Time,
        Day.Select(day => new LifecycleTime { Date = day })
    );

    private static readonly Gen<bool?> Option = Gen.OneOf(Gen.Const((bool?)null), Gen.Bool.Select(b => (bool?)b));

    private static readonly Gen<Tag> Tag = Gen.Select(
        NastyNames.Gen,
        NastyNames.Gen,
        (key, value) => new Tag(key, value)
    );

    private static readonly Gen<LifecycleExpiration?> Expiration = Gen.OneOf(
            Gen.Const(new LifecycleExpiration { ExpiredObjectDeleteMarker = true }),
            ExpirationTime.Select(time => new LifecycleExpiration { Time = time }),
            ExpirationTime.Select(time => new LifecycleExpiration { Time = time, ExpiredObjectDeleteMarker = false })
        )
        .Null();

    private static readonly Gen<LifecycleFilter?> Filter = Gen.Select(
            Gen.Select(NastyNames.Gen, Tag.Null(), (prefix, tag) => new LifecycleExclusion(prefix, tag)).Null(),
            Gen.Long[1, long.MaxValue].Nullable(),
            Gen.Long[1, long.MaxValue].Nullable(),
            (not, least, most) =>
                new LifecycleFilter
                {
                    Not = not,
                    ObjectSizeGreaterThan = least,
                    ObjectSizeLessThan = most,
                }
        )
        .Null();

    private static Gen<LifecycleTransition> Transition(Gen<LifecycleTime> time) =>
        Gen.Select(
            time,
            NastyNames.Gen,
            Option,
            Option,
            Option,
            (when, to, access, returns, small) =>
                new LifecycleTransition
                {
                    Time = when,
                    StorageClass = to,
                    IsAccessTime = access,
                    ReturnToStdWhenVisit = returns,
                    AllowSmallFile = small,
                }
        );

    public static Gen<LifecycleRule> Rule { get; } =
        from names in Gen.Select(NastyNames.Gen, NastyNames.Gen)
        from enabled in Gen.Bool
        from tags in Tag.List[0, 3]
        from filter in Filter
        from expiration in Expiration
        from transitions in Transition(Time).List[0, 3]
        from days in Gen.Int[1, int.MaxValue].Nullable()
        from noncurrent in Transition(Gen.Int[1, 999].Select(n => new LifecycleTime { Days = n })).List[0, 3]
        from abort in Time.Null()
        select new LifecycleRule
        {
            Id = names.Item1,
            Prefix = names.Item2,
            IsEnabled = enabled,
            Tags = tags,
            Filter = filter,
            Expiration = expiration,
            Transitions = transitions,
            NoncurrentExpirationDays = days,
            NoncurrentTransitions = noncurrent,
            AbortMultipartUpload = abort,
        };
}
