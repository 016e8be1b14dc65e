using CsCheck;
using Ossa.Engine.Buckets;
using Ossa.Engine.Retention;
using Xunit;

namespace Ossa.Tests.Engine.Retention;

public sealed class RetentionRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<RetentionPolicy> Policies = Gen.Select(
        Gen.Int[1, 25_550],
        Gen.Long[0, 4_000_000_000_000],
        Gen.Bool,
        (days, created, locked) =>
            new RetentionPolicy($"id{days}", days, DateTimeOffset.FromUnixTimeMilliseconds(created), locked)
    );

    [Fact]
    public void What_is_protected_once_stays_so_until_its_days_are_over_and_extending_protects_more() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[0, 100], Gen.Int[0, 200 * 24], Gen.Int[0, 200 * 24])
            .Sample(
                (days, more, written, at) =>
                {
                    var (wrote, now) = (Start.AddHours(written), Start.AddHours(at));
                    var rule = new RetentionRule(days, null);
                    Assert.Equal(at - written < days * 24, rule.Protects(wrote, now));
                    Assert.True(!rule.Protects(wrote, now) || (rule with { Days = days + more }).Protects(wrote, now));
                    var lapsing = rule with { LapsesAt = Start.AddHours(24) };
                    Assert.Equal(at < 24 && rule.Protects(wrote, now), lapsing.Protects(wrote, now));
                }
            );

    [Fact]
    public void Without_a_policy_nothing_is_protected() => Assert.False(default(RetentionRule).Protects(Start, Start));

    [Fact]
    public void A_policy_is_read_from_its_bucket_and_from_the_head_as_it_was_written() =>
        Policies
            .Null()
            .Sample(policy =>
            {
                var bucket = new Bucket("bucket", "1", Start, "owner") { RetentionPolicy = policy };
                Assert.Equal(policy, BucketCodec.Decode(BucketCodec.Encode(bucket)).RetentionPolicy);
                var head = PartitionHead.Of(bucket);
                Assert.Equal(head, PartitionHead.Decode(head.Encode()));
                Assert.Equal(
                    head with
                    {
                        Closing = true,
                    },
                    PartitionHead.Decode((head with { Closing = true }).Encode())
                );
            });

    [Fact]
    public void A_bucket_without_a_policy_stores_what_it_always_did()
    {
        var bucket = new Bucket("bucket", "1", Start, "owner") { Versioning = VersioningState.Suspended };
        Assert.Equal([1, 2, 1, 2], PartitionHead.Of(bucket).Encode());
        Assert.Equal([1], PartitionHead.Of(bucket with { Versioning = VersioningState.Never }).Encode());
    }
}
