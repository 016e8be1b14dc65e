using System.Text;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class LenienceTests
{
    private static readonly DateTimeOffset Noon = new(2025, 2, 3, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessKey Key = new("ak", "sk");
    private static readonly SigningSecret Secret = new("sk");

    public static TheoryData<SigningScheme> AllSchemes => [.. SigningScheme.All];

    public static TheoryData<SigningScheme> UrlSchemes => [SigningScheme.V4Url, SigningScheme.V1Url];

    [Theory]
    [MemberData(nameof(AllSchemes))]
    public void Empty_metadata_that_the_client_did_not_sign_is_taken_unless_strict(SigningScheme scheme)
    {
        var request = new SignableRequest("PUT", "bucket", "key", [], [new("x-oss-meta-a", "1")]);
        var arrived = OverTheWire.Arrive(scheme.Sign(Key, Noon, request)).WithHeader("X-Oss-Meta-Empty", " ");

        AssertTakenUnlessStrict(arrived);
    }

    [Theory]
    [MemberData(nameof(UrlSchemes))]
    public void Head_with_the_url_for_get_is_taken_unless_strict(SigningScheme scheme)
    {
        var request = new SignableRequest("GET", "bucket", "key", [], []);
        var arrived = OverTheWire.Arrive(scheme.Sign(Key, Noon, request));

        AssertTakenUnlessStrict(arrived with { Method = "HEAD" });
        Assert.False(Verify(arrived with { Method = "PUT" }, strict: false));
    }

    [Fact]
    public void Head_of_a_bucket_with_the_url_for_get_is_refused()
    {
        var request = new SignableRequest("GET", "bucket", null, [], []);
        var arrived = OverTheWire.Arrive(SigningScheme.V4Url.Sign(Key, Noon, request));

        Assert.False(Verify(arrived with { Method = "HEAD" }, strict: false));
    }

    [Fact]
    public void A_v1_bucket_without_the_slash_is_taken_unless_strict() =>
        AssertTakenUnlessStrict(SignOdd(new SignableRequest("PUT", "bucket", null, [], []), V1Form.BucketWithoutSlash));

    [Fact]
    public void A_v1_callback_var_before_callback_is_taken_unless_strict()
    {
        var request = new SignableRequest(
            "PUT",
            "bucket",
            "key",
            [new("callback", "e30="), new("callback-var", "e30=")],
            []
        );

        AssertTakenUnlessStrict(SignOdd(request, V1Form.SortedWithValues));
    }

    [Fact]
    public void V1_headers_that_leave_out_x_oss_parameters_are_taken_unless_strict()
    {
        var request = new SignableRequest("GET", "bucket", "key", [new("x-oss-process", "image/info")], []);

        AssertTakenUnlessStrict(SignOdd(request, V1Form.WithoutOssParameters));
    }

    [Fact]
    public void Nobody_can_add_an_x_oss_parameter_to_a_v1_url()
    {
        var request = new SignableRequest("GET", "bucket", "key", [], []);
        var arrived = OverTheWire.Arrive(SigningScheme.V1Url.Sign(Key, Noon, request));

        Assert.False(Verify(arrived.WithParameter("x-oss-process", "image/info"), strict: false));
    }

    [Fact]
    public void A_plus_in_the_url_verifies_in_the_reading_that_was_signed()
    {
        const string raw = "a+b";
        foreach (var plusIsSpace in new[] { true, false })
        {
            Assert.True(UriEncoding.TryDecode(raw, plusIsSpace, out var key));
            var signed = SigningScheme.V4Url.Sign(Key, Noon, new SignableRequest("GET", "bucket", key, [], []));

            Assert.True(Verify(signed, strict: true));
            Assert.True(UriEncoding.TryDecode(raw, !plusIsSpace, out var other));
            Assert.False(Verify(signed with { Key = other }, strict: false));
        }
    }

    [Fact]
    public void A_v4_mismatch_tells_what_was_computed_from()
    {
        var signed = SigningScheme.V4Header.Sign(Key, Noon, new SignableRequest("GET", "bucket", "key", [], []));
        var presented = PresentedSignatures.Read(signed)!.Value;

        Assert.False(presented.Verify(signed, new SigningSecret("other"), strict: false, out var mismatch));
        var refusal = mismatch!.ToException();
        Assert.Equal(OssErrors.SignatureDoesNotMatchV4, refusal.Error);
        Assert.Equal(
            ["OSSAccessKeyId", "SignatureProvided", "StringToSign", "StringToSignBytes", "CanonicalRequest"],
            refusal.Details.Select(detail => detail.Key)
        );
        var details = refusal.Details.ToDictionary(StringComparer.Ordinal);
        Assert.Equal("ak", details["OSSAccessKeyId"]);
        Assert.Equal(presented.Signature, details["SignatureProvided"]);
        Assert.StartsWith(
            "OSS4-HMAC-SHA256\n20250203T120000Z\n20250203/cn-hangzhou/",
            details["StringToSign"],
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "GET\n/bucket/key\n\nx-oss-content-sha256:UNSIGNED-PAYLOAD\n",
            details["CanonicalRequest"],
            StringComparison.Ordinal
        );
        var bytes = Convert.FromHexString(details["StringToSignBytes"].Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(details["StringToSign"], Encoding.UTF8.GetString(bytes));
        Assert.StartsWith("4F 53 53 34", details["StringToSignBytes"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_v1_mismatch_tells_what_was_computed_from()
    {
        var signed = SigningScheme.V1Url.Sign(Key, Noon, new SignableRequest("GET", "bucket", "key", [], []));
        var presented = PresentedSignatures.Read(signed)!.Value;

        Assert.False(presented.Verify(signed, new SigningSecret("other"), strict: false, out var mismatch));
        var refusal = mismatch!.ToException();
        Assert.Equal(OssErrors.SignatureDoesNotMatchV1, refusal.Error);
        Assert.Equal(
            ["OSSAccessKeyId", "SignatureProvided", "StringToSign", "StringToSignBytes"],
            refusal.Details.Select(detail => detail.Key)
        );
        Assert.Equal("GET\n\n\n1738584600\n/bucket/key", refusal.Details[2].Value);
    }

    [Fact]
    public void A_secret_shows_neither_as_text_nor_in_an_access_key()
    {
        Assert.DoesNotContain("sk", Secret.ToString(), StringComparison.Ordinal);
        Assert.Equal("ak", Key.ToString());
    }

    private static SignableRequest SignOdd(SignableRequest request, V1Form form)
    {
        var date = SigningTime.ToHttpDate(Noon);
        var dated = request.WithHeader(OssHeaders.Date, date);
        var signature = SignatureV1.Sign("sk", SignatureV1.StringToSign(dated, date, form));
        return OverTheWire.Arrive(dated.WithHeader(OssHeaders.Authorization, $"OSS ak:{signature}"));
    }

    private static void AssertTakenUnlessStrict(SignableRequest arrived)
    {
        Assert.True(Verify(arrived, strict: false));
        Assert.False(Verify(arrived, strict: true));
    }

    private static bool Verify(SignableRequest arrived, bool strict) =>
        PresentedSignatures.Read(arrived)!.Value.Verify(arrived, Secret, strict, out _);
}
