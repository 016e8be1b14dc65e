using Ossa.Protocol.Errors;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class SignatureTimeTests
{
    private static readonly DateTimeOffset Noon = new(2025, 2, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessKey Key = new("ak", "sk");
    private static readonly SignableRequest Request = new("GET", "bucket", "key", [], []);

    public static TheoryData<SigningScheme> HeaderSchemes => [SigningScheme.V4Header, SigningScheme.V1Header];

    [Theory]
    [MemberData(nameof(HeaderSchemes))]
    public void A_header_signature_counts_within_15_minutes_of_the_server(SigningScheme scheme)
    {
        var presented = Sign(scheme);
        presented.CheckTime(Noon.AddMinutes(15));
        presented.CheckTime(Noon.AddMinutes(-15));

        foreach (var minutes in new[] { 15.1, -15.1 })
        {
            var now = Noon.AddMinutes(minutes);
            var refusal = Assert.Throws<OssException>(() => presented.CheckTime(now));
            Assert.Equal(OssErrors.RequestTimeTooSkewed, refusal.Error);
            Assert.Equal(
                [
                    new("MaxAllowedSkewMilliseconds", "900000"),
                    new("RequestTime", "2025-02-03T12:00:00.000Z"),
                    new("ServerTime", SigningTime.ToErrorTime(now)),
                ],
                refusal.Details
            );
        }
    }

    [Theory]
    [InlineData("00010101T000000Z")]
    [InlineData("99991231T235959Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_date_at_an_end_of_the_calendar_begins_no_validity(string text)
    {
        Assert.True(SigningTime.TryParse(text, out _));
        Assert.False(SigningTime.TryParseStart(text, out _));
    }

    [Fact]
    public void A_v4_url_counts_from_15_minutes_before_its_date_until_its_expiry()
    {
        var presented = Sign(SigningScheme.V4Url);
        presented.CheckTime(Noon.AddMinutes(-15));
        presented.CheckTime(Noon.AddSeconds(SigningScheme.ExpiresSeconds));

        var early = Assert.Throws<OssException>(() => presented.CheckTime(Noon.AddMinutes(-15.1)));
        Assert.Equal(OssErrors.UrlNotYetValidV4, early.Error);
        var late = Assert.Throws<OssException>(() => presented.CheckTime(Noon.AddSeconds(601)));
        Assert.Equal(OssErrors.UrlExpiredV4, late.Error);
        Assert.Equal(
            [new("Expires", "2025-02-03T12:10:00.000Z"), new("ServerTime", "2025-02-03T12:10:01.000Z")],
            late.Details
        );
    }

    [Fact]
    public void A_v1_url_counts_until_its_expiry()
    {
        var presented = Sign(SigningScheme.V1Url);
        presented.CheckTime(DateTimeOffset.UnixEpoch);
        presented.CheckTime(Noon.AddSeconds(SigningScheme.ExpiresSeconds));

        var late = Assert.Throws<OssException>(() => presented.CheckTime(Noon.AddSeconds(601)));
        Assert.Equal(OssErrors.UrlExpiredV1, late.Error);
        Assert.Equal(
            [new("Expires", "2025-02-03T12:10:00.000Z"), new("ServerTime", "2025-02-03T12:10:01.000Z")],
            late.Details
        );
    }

    [Fact]
    public void A_scope_of_another_day_than_the_date_is_refused()
    {
        var header = Sign(SigningScheme.V4Header);
        var url = Sign(SigningScheme.V4Url);
        var otherDay = new CredentialScope("20250204", SigningScheme.Region);

        var ofHeader = Assert.Throws<OssException>(() => (header with { Scope = otherDay }).CheckTime(Noon));
        Assert.Equal(OssErrors.InvalidSigningDateV4, ofHeader.Error);
        var ofUrl = Assert.Throws<OssException>(() => (url with { Scope = otherDay }).CheckTime(Noon));
        Assert.Equal(OssErrors.UrlSigningDateV4, ofUrl.Error);
    }

    [Fact]
    public void A_scope_of_another_region_is_refused()
    {
        Sign(SigningScheme.V1Header).CheckRegion("us-west-1");
        Sign(SigningScheme.V1Url).CheckRegion("us-west-1");
        var header = Sign(SigningScheme.V4Header);
        var url = Sign(SigningScheme.V4Url);
        header.CheckRegion("any");
        url.CheckRegion("any");

        var ofHeader = Assert.Throws<OssException>(() => header.CheckRegion("us-west-1"));
        Assert.Equal(OssErrors.InvalidSigningRegion, ofHeader.Error);
        Assert.Equal([new("Authorization", "")], ofHeader.Details);
        var ofUrl = Assert.Throws<OssException>(() => url.CheckRegion("us-west-1"));
        Assert.Equal(OssErrors.UrlSigningRegion, ofUrl.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(604_801)]
    public void A_url_for_more_than_seven_days_cannot_be_signed(int seconds)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            SignatureV4.Presign(Key, SigningScheme.Region, CredentialScope.OssProduct, Noon, seconds, Request)
        );
        Assert.Contains("7 days", error.Message, StringComparison.Ordinal);
    }

    private static PresentedSignature Sign(SigningScheme scheme) =>
        PresentedSignatures.Read(OverTheWire.Arrive(scheme.Sign(Key, Noon, Request)))!.Value;
}
