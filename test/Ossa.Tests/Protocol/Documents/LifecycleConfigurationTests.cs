using System.Text;
using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class LifecycleConfigurationTests
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

    private static readonly Gen<LifecycleRule> Rule =
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

    [Fact]
    public void A_configuration_is_written_as_the_service_writes_it() =>
        Assert.Equal(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <LifecycleConfiguration><Rule><ID>r</ID><Prefix>a/</Prefix><Status>Disabled</Status>
            <Tag><Key>k</Key><Value>v</Value></Tag>
            <Filter><ObjectSizeGreaterThan>500</ObjectSizeGreaterThan><ObjectSizeLessThan>64000</ObjectSizeLessThan>
            <Not><Prefix>a/b</Prefix><Tag><Key>x</Key><Value></Value></Tag></Not></Filter>
            <Expiration><CreatedBeforeDate>2022-12-08T00:00:00.000Z</CreatedBeforeDate></Expiration>
            <Transition><Days>30</Days><StorageClass>IA</StorageClass></Transition>
            <NoncurrentVersionExpiration><NoncurrentDays>9</NoncurrentDays></NoncurrentVersionExpiration>
            <NoncurrentVersionTransition><NoncurrentDays>5</NoncurrentDays><StorageClass>Archive</StorageClass>
            </NoncurrentVersionTransition>
            <AbortMultipartUpload><Days>1</Days></AbortMultipartUpload></Rule></LifecycleConfiguration>
            """.Replace("\n<", "<", StringComparison.Ordinal).Replace("?><", "?>\n<", StringComparison.Ordinal),
            Encoding.UTF8.GetString(
                XmlText.ToUtf8(
                    new LifecycleConfiguration
                    {
                        Rules =
                        [
                            new LifecycleRule
                            {
                                Id = "r",
                                Prefix = "a/",
                                IsEnabled = false,
                                Tags = [new Tag("k", "v")],
                                Filter = new LifecycleFilter
                                {
                                    Not = new LifecycleExclusion("a/b", new Tag("x", "")),
                                    ObjectSizeGreaterThan = 500,
                                    ObjectSizeLessThan = 64_000,
                                },
                                Expiration = new LifecycleExpiration
                                {
                                    Time = new LifecycleTime
                                    {
                                        CreatedBeforeDate = new(2022, 12, 8, 0, 0, 0, TimeSpan.Zero),
                                    },
                                },
                                Transitions = [Move(30, "IA")],
                                NoncurrentExpirationDays = 9,
                                NoncurrentTransitions = [Move(5, "Archive")],
                                AbortMultipartUpload = new LifecycleTime { Days = 1 },
                            },
                        ],
                    }
                )
            )
        );

    [Fact]
    public void Any_configuration_survives() =>
        Rule.List[0, 4]
            .Sample(rules =>
            {
                var configuration = new LifecycleConfiguration { Rules = rules };
                var read = LifecycleConfiguration.Read(Documents.Stream(configuration));
                // Lists are compared by what they are written as.
                Assert.Equal(XmlText.ToUtf8(configuration), XmlText.ToUtf8(read));
                Assert.Equal(rules.Select(Plain), read.Rules.Select(Plain));
            });

    [Theory]
    [InlineData("<Lifecycle/>", null)]
    [InlineData("<LifecycleConfiguration><Rule>", null)]
    [InlineData("<!DOCTYPE a><LifecycleConfiguration/>", null)]
    [InlineData("<LifecycleConfiguration><Other/></LifecycleConfiguration>", "0014-00000015")]
    public void What_is_no_such_document_is_refused(string xml, string? ec)
    {
        var refused = Assert.Throws<DocumentFormatException>(() => LifecycleConfiguration.Read(Documents.Stream(xml)));
        Assert.Equal(ec, refused.Error?.Ec);
    }

    private static LifecycleTransition Move(int days, string to) =>
        new()
        {
            Time = new LifecycleTime { Days = days },
            StorageClass = to,
        };

    /// <summary>A rule without its lists, which are not compared by what is in them.</summary>
    private static LifecycleRule Plain(LifecycleRule rule) =>
        rule with
        {
            Tags = Array.Empty<Tag>(),
            Transitions = Array.Empty<LifecycleTransition>(),
            NoncurrentTransitions = Array.Empty<LifecycleTransition>(),
        };
}
