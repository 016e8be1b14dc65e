using Ossa.Protocol.Errors;
using Ossa.Protocol.Forms;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Forms;

public sealed class PresentedFormsTests
{
    private static readonly DateTimeOffset Noon = new(2025, 2, 3, 12, 0, 0, TimeSpan.Zero);

    private static Dictionary<string, string> V1 =>
        new(StringComparer.Ordinal)
        {
            [FormFields.AccessKeyId] = "ak",
            [FormFields.Policy] = "e30=",
            [FormFields.SignatureV1] = "c2ln",
        };

    private static Dictionary<string, string> V4 =>
        new(StringComparer.Ordinal)
        {
            [FormFields.Version] = SignatureV4.Algorithm,
            [FormFields.Credential] = "ak/20250203/cn-hangzhou/oss/aliyun_v4_request",
            [FormFields.Date] = "20250203T120000Z",
            [FormFields.Policy] = "e30=",
            [FormFields.SignatureV4] = "00",
        };

    [Fact]
    public void An_unsigned_form_is_anonymous() =>
        Assert.Null(PresentedForms.Read(new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = "a" }));

    [Theory]
    [InlineData(FormFields.AccessKeyId, null, "0002-00000706")]
    [InlineData(FormFields.AccessKeyId, "a k", "0002-00000901")]
    [InlineData(FormFields.Policy, null, "0002-00000702")]
    [InlineData(FormFields.SignatureV1, null, "0002-00000703")]
    [InlineData(FormFields.SignatureV1, "", "0002-00000704")]
    public void A_malformed_v1_form_has_its_own_code(string field, string? value, string ec) =>
        Assert.Equal(ec, Refusal(Change(V1, field, value)).Error.Ec);

    [Theory]
    [InlineData(FormFields.Version, "OSS5", "0002-00000701")]
    [InlineData(FormFields.Policy, null, "0002-00000702")]
    [InlineData(FormFields.SignatureV4, null, "0002-00000703")]
    [InlineData(FormFields.SignatureV4, "", "0002-00000704")]
    [InlineData(FormFields.Credential, "a!k/20250203/cn-hangzhou/oss/aliyun_v4_request", "0002-00000708")]
    [InlineData(FormFields.Credential, "ak/today/cn-hangzhou/oss/aliyun_v4_request", "0002-00000709")]
    [InlineData(FormFields.Credential, "ak/20250203/cn-hangzhou/oss/aws4_request", "0002-00000710")]
    [InlineData(FormFields.Credential, null, "0002-00000710")]
    [InlineData(FormFields.Date, null, "0002-00000503")]
    public void A_malformed_v4_form_has_its_own_code(string field, string? value, string ec) =>
        Assert.Equal(ec, Refusal(Change(V4, field, value)).Error.Ec);

    [Fact]
    public void A_v4_form_counts_from_15_minutes_before_its_date_for_seven_days()
    {
        var form = PresentedForms.Read(V4)!;
        form.CheckTime(Noon.AddMinutes(-15));
        form.CheckTime(Noon.AddDays(7));

        foreach (var now in new[] { Noon.AddMinutes(-16), Noon.AddDays(7).AddSeconds(1) })
        {
            var refusal = Assert.Throws<OssException>(() => form.CheckTime(now));
            Assert.Equal("0002-00000709", refusal.Error.Ec);
        }
    }

    [Fact]
    public void A_v4_form_of_another_day_than_its_date_is_refused()
    {
        var form = PresentedForms.Read(Change(V4, FormFields.Date, "20250204T000000Z"))!;
        Assert.Equal("0002-00000709", Assert.Throws<OssException>(() => form.CheckTime(Noon)).Error.Ec);
    }

    [Fact]
    public void A_v4_form_of_another_region_is_refused()
    {
        var form = PresentedForms.Read(V4)!;
        form.CheckRegion("cn-hangzhou");
        form.CheckRegion("any");

        var refusal = Assert.Throws<OssException>(() => form.CheckRegion("us-west-1"));
        Assert.Equal(OssErrors.PostSigningRegion, refusal.Error);
        Assert.Equal(
            [
                new("ArgumentName", "x-oss-credential"),
                new("ArgumentValue", "ak/20250203/cn-hangzhou/oss/aliyun_v4_request"),
            ],
            refusal.Details
        );
    }

    private static Dictionary<string, string> Change(Dictionary<string, string> fields, string field, string? value)
    {
        fields.Remove(field);
        if (value is not null)
        {
            fields.Add(field, value);
        }
        return fields;
    }

    private static OssException Refusal(Dictionary<string, string> fields) =>
        Assert.Throws<OssException>(() => PresentedForms.Read(fields));
}
