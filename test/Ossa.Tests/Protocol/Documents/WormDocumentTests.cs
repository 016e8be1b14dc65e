using CsCheck;
using Ossa.Protocol.Documents;
using Xunit;

namespace Ossa.Tests.Protocol.Documents;

public sealed class WormDocumentTests
{
    [Fact]
    public void Any_policy_survives() =>
        Gen.Select(NastyNames.Gen, NastyNames.Gen, Gen.Int, Gen.Long[0, 4_000_000_000_000])
            .Sample(
                (id, state, days, created) =>
                {
                    var date = DateTimeOffset.FromUnixTimeMilliseconds(created);
                    var worm = new WormConfiguration(id, state, days, date);
                    Assert.Equal(worm, WormConfiguration.Read(Documents.Stream(worm)));
                    var initiated = new InitiateWormConfiguration(days);
                    Assert.Equal(initiated, InitiateWormConfiguration.Read(Documents.Stream(initiated)));
                    var extended = new ExtendWormConfiguration(days);
                    Assert.Equal(extended, ExtendWormConfiguration.Read(Documents.Stream(extended)));
                }
            );

    [Theory]
    [InlineData("")]
    [InlineData("<InitiateWormConfiguration/>")]
    [InlineData("<InitiateWormConfiguration><RetentionPeriodInDays/></InitiateWormConfiguration>")]
    [InlineData(
        "<InitiateWormConfiguration><RetentionPeriodInDays>1.5</RetentionPeriodInDays></InitiateWormConfiguration>"
    )]
    [InlineData(
        "<InitiateWormConfiguration><RetentionPeriodInDays>99999999999</RetentionPeriodInDays></InitiateWormConfiguration>"
    )]
    [InlineData(
        "<InitiateWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays><RetentionPeriodInDays>2</RetentionPeriodInDays>"
            + "</InitiateWormConfiguration>"
    )]
    [InlineData("<ExtendWormConfiguration><RetentionPeriodInDays>1</RetentionPeriodInDays></ExtendWormConfiguration>")]
    public void What_says_no_number_of_days_is_refused(string xml) =>
        Assert.Throws<DocumentFormatException>(() => InitiateWormConfiguration.Read(Documents.Stream(xml)));
}
