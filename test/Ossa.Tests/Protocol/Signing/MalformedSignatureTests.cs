using Ossa.Protocol.Errors;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class MalformedSignatureTests
{
    private const string Scope = "20250203/cn-hangzhou/oss/aliyun_v4_request";
    private const string Credential = $"Credential=ak/{Scope}";

    private static readonly SignableRequest Plain = new(
        "GET",
        "bucket",
        "key",
        [],
        [new("date", "Mon, 03 Feb 2025 02:53:25 GMT")]
    );

    private static readonly SignableRequest V4Url = Plain with
    {
        Query =
        [
            new(V4Parameters.Version, SignatureV4.Algorithm),
            new(V4Parameters.Credential, $"ak/{Scope}"),
            new(V4Parameters.Date, "20250203T025325Z"),
            new(V4Parameters.Expires, "60"),
            new(V4Parameters.Signature, "00"),
        ],
    };

    private static readonly SignableRequest V1Url = Plain with
    {
        Query =
        [
            new(V1Parameters.AccessKeyId, "ak"),
            new(V1Parameters.Expires, "1738551205"),
            new(V1Parameters.Signature, "c2ln"),
        ],
    };

    [Fact]
    public void An_unsigned_request_is_anonymous()
    {
        Assert.Null(PresentedSignatures.Read(Plain));
        Assert.Null(PresentedSignatures.Read(Plain.WithParameter("Expires", "1")));
        Assert.Null(PresentedSignatures.Read(Plain.WithHeader("authorization", "")));
    }

    [Theory]
    [InlineData("0002-00000002", "TOS4-HMAC-SHA256 Credential=a")]
    [InlineData("0002-00000002", "Bearer abc")]
    [InlineData("0002-00000002", "AWS4-HMAC-SHA256 Credential=a")]
    [InlineData("0002-00000061", "OSSak:c2ln")]
    [InlineData("0002-00000061", "OSS2 AccessKeyId:ak,Signature:x")]
    [InlineData("0002-00000062", "OSS ak")]
    [InlineData("0002-00000065", "OSS ak:")]
    [InlineData("0002-00000062", "OSS a:k:c2ln")]
    [InlineData("0002-00000063", "OSS :c2ln")]
    [InlineData("0002-00000901", "OSS a k:c2ln")]
    [InlineData("0002-00000202", "OSS4-HMAC-SHA256")]
    [InlineData("0002-00000202", "OSS4-HMAC-SHA256 Signature=00")]
    [InlineData("0002-00000202", $"OSS4-HMAC-SHA256 {Credential}")]
    [InlineData("0002-00000202", $"OSS4-HMAC-SHA256 {Credential},Signature=")]
    [InlineData("0002-00000202", $"OSS4-HMAC-SHA256 {Credential},Signature=00,Extra=1")]
    [InlineData("0002-00000202", $"OSS4-HMAC-SHA256 {Credential},{Credential},Signature=00")]
    [InlineData("0002-00000202", "OSS4-HMAC-SHA256 Credential=ak/20250203/oss/aliyun_v4_request,Signature=00")]
    [InlineData("0002-00000206", "OSS4-HMAC-SHA256 Credential=a!k/20250203/r/oss/aliyun_v4_request,Signature=00")]
    [InlineData("0002-00000209", $"OSS4-HMAC-SHA256 {Credential},AdditionalHeaders=,Signature=00")]
    [InlineData("0002-00000210", $"OSS4-HMAC-SHA256 {Credential},AdditionalHeaders=host;,Signature=00")]
    [InlineData("0002-00000212", "OSS4-HMAC-SHA256 Credential=ak/2025-2-3/r/oss/aliyun_v4_request,Signature=00")]
    [InlineData("0002-00000212", "OSS4-HMAC-SHA256 Credential=ak/20250231/r/oss/aliyun_v4_request,Signature=00")]
    [InlineData("0002-00000213", "OSS4-HMAC-SHA256 Credential=ak/20250203/r/oss/aws4_request,Signature=00")]
    [InlineData("0002-00000213", "OSS4-HMAC-SHA256 Credential=ak,Signature=00")]
    [InlineData("0002-00000227", "OSS4-HMAC-SHA256 Credential=ak/20250203/r/s3/aliyun_v4_request,Signature=00")]
    public void A_malformed_header_has_its_own_code(string ec, string authorization)
    {
        var error = Refusal(Plain.WithHeader("Authorization", authorization));
        Assert.Equal(ec, error.Error.Ec);
        Assert.NotEmpty(error.Details);
    }

    [Fact]
    public void No_more_additional_headers_are_looked_for_than_64()
    {
        Assert.NotNull(PresentedSignatures.Read(V4Url.WithParameter(V4Parameters.AdditionalHeaders, Names(64))));
        var refusal = Refusal(V4Url.WithParameter(V4Parameters.AdditionalHeaders, Names(65)));
        Assert.Equal("0002-00000210", refusal.Error.Ec);

        static string Names(int count) => string.Join(';', Enumerable.Range(0, count).Select(i => $"n{i}"));
    }

    [Theory]
    [InlineData("OSS ak:c2ln")]
    [InlineData($"OSS4-HMAC-SHA256 {Credential},Signature=00")]
    public void A_header_signature_needs_a_valid_date(string authorization)
    {
        var signed = Plain.WithHeader("Authorization", authorization);

        Assert.NotNull(PresentedSignatures.Read(signed));
        Assert.Equal("0002-00000503", Refusal(signed.WithoutHeader("date")).Error.Ec);
        Assert.Equal("0002-00000503", Refusal(signed.WithHeader("date", "yesterday")).Error.Ec);
        Assert.Equal("0002-00000503", Refusal(signed.WithHeader("x-oss-date", "")).Error.Ec);
    }

    [Theory]
    [InlineData(V4Parameters.Credential, null, "0002-00000217")]
    [InlineData(V4Parameters.Credential, "", "0002-00000224")]
    [InlineData(V4Parameters.Credential, "ak/20250203/r/oss/aws4_request", "0002-00000224")]
    [InlineData(V4Parameters.Credential, "ak/20250203/oss/aliyun_v4_request", "0002-00000224")]
    [InlineData(V4Parameters.Credential, "a k/20250203/r/oss/aliyun_v4_request", "0002-00000222")]
    [InlineData(V4Parameters.Credential, "ak/2025020/r/oss/aliyun_v4_request", "0002-00000223")]
    [InlineData(V4Parameters.Credential, "ak/20250203/r/s3/aliyun_v4_request", "0002-00000227")]
    [InlineData(V4Parameters.Signature, null, "0002-00000219")]
    [InlineData(V4Parameters.Signature, "", "0002-00000220")]
    [InlineData(V4Parameters.Expires, null, "0002-00000215")]
    [InlineData(V4Parameters.Expires, "", "0002-00000216")]
    [InlineData(V4Parameters.Expires, "0", "0002-00000232")]
    [InlineData(V4Parameters.Expires, "-1", "0002-00000232")]
    [InlineData(V4Parameters.Expires, "604801", "0002-00000232")]
    [InlineData(V4Parameters.Expires, "99999999999", "0002-00000232")]
    [InlineData(V4Parameters.Expires, "10m", "0002-00000232")]
    [InlineData(V4Parameters.Date, null, "0002-00000503")]
    [InlineData(V4Parameters.Date, "20250203", "0002-00000503")]
    [InlineData(V4Parameters.AdditionalHeaders, "", "0002-00000209")]
    [InlineData(V4Parameters.AdditionalHeaders, "host;", "0002-00000210")]
    public void A_malformed_v4_url_has_its_own_code(string parameter, string? value, string ec)
    {
        var changed = value is null ? V4Url.WithoutParameter(parameter) : V4Url.WithParameter(parameter, value);
        Assert.Equal(ec, Refusal(changed).Error.Ec);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OSS2")]
    [InlineData("oss4-hmac-sha256")]
    public void An_unknown_version_in_the_url_is_refused(string version) =>
        Assert.Equal(
            OssErrors.UnsupportedSignatureVersion,
            Refusal(V4Url.WithParameter(V4Parameters.Version, version)).Error
        );

    [Theory]
    [InlineData(V1Parameters.AccessKeyId, null, "0002-00000071")]
    [InlineData(V1Parameters.AccessKeyId, "", "0002-00000072")]
    [InlineData(V1Parameters.AccessKeyId, "a/k", "0002-00000073")]
    [InlineData(V1Parameters.Signature, null, "0002-00000074")]
    [InlineData(V1Parameters.Signature, "", "0002-00000075")]
    [InlineData(V1Parameters.Expires, null, "0002-00000067")]
    [InlineData(V1Parameters.Expires, "", "0002-00000068")]
    [InlineData(V1Parameters.Expires, "tomorrow", "0002-00000070")]
    [InlineData(V1Parameters.Expires, "-5", "0002-00000070")]
    [InlineData(V1Parameters.Expires, " 5", "0002-00000070")]
    [InlineData(V1Parameters.Expires, "999999999999999", "0002-00000070")]
    [InlineData(V1Parameters.Expires, "99999999999999999999", "0002-00000070")]
    public void A_malformed_v1_url_has_its_own_code(string parameter, string? value, string ec)
    {
        var changed = value is null ? V1Url.WithoutParameter(parameter) : V1Url.WithParameter(parameter, value);
        Assert.Equal(ec, Refusal(changed).Error.Ec);
    }

    [Fact]
    public void Header_and_url_together_are_refused()
    {
        const string authorization = "OSS ak:c2ln";
        Assert.Equal(OssErrors.BothSignatures, Refusal(V4Url.WithHeader("Authorization", authorization)).Error);
        Assert.Equal(OssErrors.BothSignatures, Refusal(V1Url.WithHeader("Authorization", authorization)).Error);
    }

    [Fact]
    public void A_token_only_in_the_header_of_a_signed_url_is_refused()
    {
        Assert.Equal("0002-00000005", Refusal(V4Url.WithHeader(OssHeaders.SecurityToken, "t")).Error.Ec);
        Assert.Equal("0002-00000005", Refusal(V1Url.WithHeader(OssHeaders.SecurityToken, "t")).Error.Ec);
    }

    [Fact]
    public void Spaces_behind_the_commas_of_a_v4_header_are_allowed()
    {
        var header = $"OSS4-HMAC-SHA256 {Credential}, AdditionalHeaders=host;range, Signature=00";
        var v4 = PresentedSignatures.Read(Plain.WithHeader("Authorization", header))!.Value;

        Assert.Same(SignatureScheme.V4Header, v4.Scheme);
        Assert.Equal(["host", "range"], v4.AdditionalHeaders);
        Assert.Equal("00", v4.Signature);
        Assert.Equal(new CredentialScope("20250203", "cn-hangzhou"), v4.Scope);
        Assert.Equal("Mon, 03 Feb 2025 02:53:25 GMT", v4.Timestamp);
    }

    [Fact]
    public void A_url_with_a_signature_but_no_version_is_refused() =>
        Assert.Equal(
            OssErrors.UnsupportedSignatureVersion,
            Refusal(V4Url.WithoutParameter(V4Parameters.Version)).Error
        );

    private static OssException Refusal(SignableRequest request) =>
        Assert.Throws<OssException>(() => PresentedSignatures.Read(request));
}
