using CsCheck;
using Ossa.Engine.Lifecycle;
using Ossa.Engine.Multipart;
using Ossa.Engine.Objects;
using Ossa.Protocol.Documents;
using Ossa.Storage;
using Xunit;
using static Ossa.Tests.Engine.Lifecycle.LifecycleRules;

namespace Ossa.Tests.Engine.Lifecycle;

public sealed class LifecycleEvaluatorTests
{
    [Theory]
    // The service's own example: with one day an object from before midnight goes a day before one from after it.
    [InlineData("2020-07-19T23:59:59.999Z", 1, "2020-07-21T00:00:00Z")]
    [InlineData("2020-07-20T00:00:00.000Z", 1, "2020-07-21T00:00:00Z")]
    [InlineData("2020-07-20T00:00:00.001Z", 1, "2020-07-22T00:00:00Z")]
    [InlineData("2020-07-20T07:00:00+08:00", 1, "2020-07-21T00:00:00Z")]
    [InlineData("2024-02-27T12:00:00Z", 1, "2024-02-29T00:00:00Z")]
    [InlineData("2026-03-01T12:00:00Z", 30, "2026-04-01T00:00:00Z")]
    public void Days_count_from_the_next_midnight(string from, int days, string due)
    {
        var at = DateTimeOffset.Parse(due, null);
        var facts = Current("k", Record(1, "Standard") with { LastModified = DateTimeOffset.Parse(from, null) });
        Assert.Null(LifecycleEvaluator.Judge([Expiring(days)], facts, at.AddTicks(-1)));
        Assert.Equal(
            new LifecycleAction(LifecycleActionKind.Expire, "rule", at),
            LifecycleEvaluator.Judge([Expiring(days)], facts, at)
        );
    }

    [Fact]
    public void Days_beyond_the_calendar_never_come() =>
        Assert.Null(LifecycleEvaluator.Judge([Expiring(int.MaxValue)], Current("k"), DateTimeOffset.MaxValue));

    [Fact]
    public void What_is_from_before_a_date_goes_and_a_date_of_its_own_is_waited_for()
    {
        var before = Timed(new LifecycleTime { CreatedBeforeDate = Day(1) });
        Assert.NotNull(LifecycleEvaluator.Judge([before], Current("k"), Noon));
        var later = Current("k", Record(1, "Standard") with { LastModified = Day(1) });
        Assert.Null(LifecycleEvaluator.Judge([before], later, Noon.AddYears(9)));

        var on = Timed(new LifecycleTime { Date = Day(5) });
        Assert.Null(LifecycleEvaluator.Judge([on], Current("k"), Day(5).AddTicks(-1)));
        Assert.Equal(Day(5), LifecycleEvaluator.Judge([on], Current("k"), Day(5))!.DueAt);

        static LifecycleRule Timed(LifecycleTime time) =>
            Rule() with
            {
                Expiration = new LifecycleExpiration { Time = time },
            };
    }

    [Fact]
    public void A_deletion_counts_before_transitions_and_the_coldest_before_the_others()
    {
        var rules = new[]
        {
            Rule() with
            {
                Id = "warm",
                Transitions = [Move(5, "IA"), Move(10, "DeepColdArchive"), Move(7, "Archive")],
            },
            Expiring(20),
        };
        Assert.Null(KindAt(5));
        Assert.Equal("IA", ClassAt(6));
        Assert.Equal("Archive", ClassAt(9));
        Assert.Equal("DeepColdArchive", ClassAt(15));
        Assert.Equal(LifecycleActionKind.Expire, KindAt(21));

        LifecycleActionKind? KindAt(int day) => LifecycleEvaluator.Judge(rules, Current("k"), Day(day))?.Kind;
        string? ClassAt(int day) => LifecycleEvaluator.Judge(rules, Current("k"), Day(day))?.StorageClass;
    }

    [Fact]
    public void The_earliest_of_several_deletions_is_named()
    {
        var rules = new[] { Expiring(9) with { Id = "nine" }, Expiring(3) with { Id = "three" } };
        Assert.Equal("three", LifecycleEvaluator.Judge(rules, Current("k"), Day(60))!.Rule);
        Assert.Equal(
            new LifecycleExpiry(Day(4), "three"),
            LifecycleEvaluator.ExpiryOf(rules, "k", Record(1, "Standard"))
        );
    }

    [Theory]
    [InlineData("Archive", ObjectType.Normal, false, "IA", false)]
    [InlineData("IA", ObjectType.Normal, false, "IA", false)]
    [InlineData("IA", ObjectType.Multipart, false, "ColdArchive", true)]
    [InlineData("Standard", ObjectType.Symlink, false, "IA", false)]
    [InlineData("Standard", ObjectType.Appendable, false, "Archive", true)]
    [InlineData("Standard", ObjectType.Appendable, false, "ColdArchive", false)]
    [InlineData("Standard", ObjectType.Appendable, true, "DeepColdArchive", true)]
    public void Transitions_lead_down_and_only_what_they_may_lead(
        string from,
        ObjectType type,
        bool isSealed,
        string to,
        bool leads
    )
    {
        var record = Record(1, from) with { Type = type, SealedAt = isSealed ? Noon : null };
        var action = LifecycleEvaluator.Judge(
            [Rule() with { Transitions = [Move(1, to)] }],
            Current("k", record),
            Day(9)
        );
        Assert.Equal(leads ? to : null, action?.StorageClass);
    }

    [Fact]
    public void An_older_version_goes_by_when_it_was_replaced_and_a_marker_only_when_it_is_alone()
    {
        var rule = Expiring(1) with
        {
            NoncurrentExpirationDays = 3,
            NoncurrentTransitions = [Move(1, "IA")],
            Expiration = new LifecycleExpiration { ExpiredObjectDeleteMarker = true },
        };
        var old = new LifecycleFacts(
            "k",
            Record(1, "Standard") with
            {
                LastModified = Noon.AddYears(-9),
            },
            false,
            false,
            Noon
        );
        Assert.Null(LifecycleEvaluator.Judge([rule], old, Day(1)));
        Assert.Equal("IA", LifecycleEvaluator.Judge([rule], old, Day(2))!.StorageClass);
        Assert.Equal(LifecycleActionKind.DeleteVersion, LifecycleEvaluator.Judge([rule], old, Day(4))!.Kind);

        var marker = Current("k", Record(0, "Standard") with { IsDeleteMarker = true });
        Assert.Equal(LifecycleActionKind.RemoveMarker, LifecycleEvaluator.Judge([rule], marker, Noon)!.Kind);
        Assert.Null(LifecycleEvaluator.Judge([rule], marker with { IsAlone = false }, Noon));
        Assert.Null(LifecycleEvaluator.Judge([Expiring(1)], marker, Day(60)));
    }

    [Fact]
    public void An_upload_goes_by_its_start()
    {
        var rule = Rule("a/") with { AbortMultipartUpload = new LifecycleTime { Days = 7 } };
        var upload = new UploadRecord("a/b", new UploadId(new BlobId(7)), Noon, new NewObject());
        Assert.Null(LifecycleEvaluator.Judge([rule], upload, Day(8).AddTicks(-1)));
        Assert.Equal(LifecycleActionKind.AbortUpload, LifecycleEvaluator.Judge([rule], upload, Day(8))!.Kind);
        Assert.Null(LifecycleEvaluator.Judge([rule], upload with { Key = "b" }, Day(60)));
    }

    [Fact]
    public void A_disabled_rule_changes_nothing() =>
        Gen.Select(Any.List[0, 4], Any, Gen.Int[0, 4], AnyFacts, Gen.Int[-60, 120])
            .Sample(
                (rules, disabled, at, facts, day) =>
                {
                    List<LifecycleRule> more = [.. rules];
                    more.Insert(Math.Min(at, more.Count), disabled with { IsEnabled = false });
                    Assert.Equal(
                        LifecycleEvaluator.Judge(rules, facts, Day(day)),
                        LifecycleEvaluator.Judge(more, facts, Day(day))
                    );
                }
            );

    [Fact]
    public void What_no_rule_applies_to_is_never_touched() =>
        Gen.Select(Any.List[0, 4], AnyFacts, Gen.Int[-60, 120])
            .Sample(
                (rules, facts, day) =>
                {
                    var tags = facts.Record.Tags.Select(tag => new Tag(tag.Key, tag.Value)).ToHashSet();
                    var applying = rules.Where(rule =>
                        rule.IsEnabled
                        && facts.Key.StartsWith(rule.Prefix, StringComparison.Ordinal)
                        && rule.Tags.All(tags.Contains)
                        && !(facts.Record.Size <= rule.Filter?.ObjectSizeGreaterThan)
                        && !(facts.Record.Size >= rule.Filter?.ObjectSizeLessThan)
                        && !(
                            rule.Filter?.Not is { } not
                            && facts.Key.StartsWith(not.Prefix, StringComparison.Ordinal)
                            && (not.Tag is null || tags.Contains(not.Tag))
                        )
                    );
                    var action = LifecycleEvaluator.Judge(rules, facts, Day(day));
                    Assert.True(action is null || applying.Any(rule => rule.Id == action.Rule));
                }
            );

    [Fact]
    public void What_has_expired_stays_expired_and_what_is_colder_gets_no_warmer() =>
        Gen.Select(Any.List[0, 4], AnyFacts, Gen.Int[-60, 120], Gen.Int[0, 1000])
            .Sample(
                (rules, facts, day, more) =>
                {
                    if (LifecycleEvaluator.Judge(rules, facts, Day(day)) is { } action)
                    {
                        var later = LifecycleEvaluator.Judge(rules, facts, Day(day).AddHours(more));
                        Assert.NotNull(later);
                        Assert.True(WeightOf(later) >= WeightOf(action));
                    }
                }
            );

    [Fact]
    public void Rules_survive_being_stored() =>
        Any.List[1, 20]
            .Sample(rules =>
            {
                var set = new LifecycleRuleSet(42, rules);
                var read = LifecycleCodec.Decode(LifecycleCodec.Encode(set));
                Assert.Equal(42, read.Stamp);
                Assert.Equal(
                    XmlText.ToUtf8(new LifecycleConfiguration { Rules = rules }),
                    XmlText.ToUtf8(new LifecycleConfiguration { Rules = read.Rules })
                );
            });

    private static int WeightOf(LifecycleAction action) =>
        action.Kind == LifecycleActionKind.Transition ? StorageClasses.RankOf(action.StorageClass!) : int.MaxValue;
}
