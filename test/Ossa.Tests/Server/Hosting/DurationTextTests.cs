using CsCheck;
using Ossa.Server.Hosting;
using Xunit;

namespace Ossa.Tests.Server.Hosting;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("12s", 12)]
    [InlineData("10m", 600)]
    [InlineData("2h", 7_200)]
    [InlineData("7d", 604_800)]
    [InlineData("1h30m", 5_400)]
    [InlineData("0s", 0)]
    [InlineData("36500d", 3_153_600_000)]
    public void Durations_are_read(string text, long seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("600")]
    [InlineData("m")]
    [InlineData("10 m")]
    [InlineData("-5m")]
    [InlineData("1.5h")]
    [InlineData("10x")]
    [InlineData("10M")]
    [InlineData("30m1h")]
    [InlineData("1h1h")]
    [InlineData("99999999999d")]
    [InlineData("36501d")]
    [InlineData("99999999d")]
    [InlineData("36500d1s")]
    [InlineData("2147483647d2147483647h2147483647m2147483647s")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(59, "59s")]
    [InlineData(90, "1m30s")]
    [InlineData(86_400, "1d")]
    [InlineData(604_800, "7d")]
    public void Durations_are_written(long seconds, string text) =>
        Assert.Equal(text, DurationText.Format(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Whatever_is_written_can_be_read() =>
        Gen.Long[0, 36_500L * 86_400]
            .Sample(seconds =>
                DurationText.TryParse(DurationText.Format(TimeSpan.FromSeconds(seconds)), out var read)
                && read == TimeSpan.FromSeconds(seconds)
            );

    [Theory]
    [InlineData(0.2, "0s")]
    [InlineData(599.9, "10m")]
    [InlineData(3_725, "1h2m")]
    [InlineData(95_477_000, "1105d1h")]
    public void Distances_are_rounded_to_two_units(double seconds, string text) =>
        Assert.Equal(text, DurationText.Approximate(TimeSpan.FromSeconds(seconds)));
}
