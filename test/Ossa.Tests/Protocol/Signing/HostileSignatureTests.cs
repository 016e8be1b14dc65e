using CsCheck;
using Ossa.Protocol.Errors;
using Ossa.Protocol.Forms;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>Whatever a request claims, reading it either works or is refused with an error of the list.</summary>
public sealed class HostileSignatureTests
{
    private static readonly SigningSecret Secret = new("sk");
    private static readonly DateTimeOffset Noon = new(2025, 2, 3, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<string> Piece = Gen.OneOf(
        Gen.OneOf<string>([
            "OSS4-HMAC-SHA256 ",
            "OSS ",
            "Credential=",
            "Signature=",
            "AdditionalHeaders=",
            "ak",
            "/20250203/cn-hangzhou/oss/aliyun_v4_request",
            ",",
            ";",
            ":",
            "=",
            "20250203T120000Z",
            "99999999999999999999",
            "60",
            "-",
        ]),
        Gen.String[0, 5]
    );

    private static readonly Gen<string> Claim = Piece.Array[0, 8].Select(string.Concat);

    private static readonly Gen<string> SigningParameter = Gen.OneOf<string>([
        V4Parameters.Version,
        V4Parameters.Credential,
        V4Parameters.Date,
        V4Parameters.Expires,
        V4Parameters.AdditionalHeaders,
        V4Parameters.Signature,
        V1Parameters.AccessKeyId,
        V1Parameters.Expires,
        V1Parameters.Signature,
    ]);

    private static readonly Gen<KeyValuePair<string, string>[]> Query = Gen.Select(
        SigningParameter,
        Gen.OneOf(Claim, Gen.Const(SignatureV4.Algorithm)),
        KeyValuePair.Create
    ).Array[0, 8];

    [Fact]
    public void Any_authorization_header_is_read_or_refused()
    {
        Claim.Sample(
            claim =>
                Examine(
                    new SignableRequest(
                        "GET",
                        "bucket",
                        "key",
                        [],
                        [new("authorization", claim), new("x-oss-date", "20250203T120000Z")]
                    )
                ),
            iter: 5_000
        );
    }

    [Fact]
    public void Any_signed_url_is_read_or_refused()
    {
        Query.Sample(query => Examine(new SignableRequest("GET", "bucket", "key", query, [])), iter: 5_000);
    }

    [Fact]
    public void Any_form_policy_is_read_or_refused()
    {
        Gen.OneOf(Claim, Claim.Select(PostPolicy.Encode))
            .Sample(
                policy =>
                {
                    try
                    {
                        PostPolicy.Parse(policy).Check(new Dictionary<string, string>(StringComparer.Ordinal), Noon);
                    }
                    catch (OssException refusal)
                    {
                        Assert.Contains(refusal.Error.Code, new[] { "InvalidPolicyDocument", "AccessDenied" });
                    }
                },
                iter: 2_000
            );
    }

    private static void Examine(SignableRequest request)
    {
        try
        {
            var presented = PresentedSignatures.Read(request);
            presented?.CheckTime(Noon);
            presented?.CheckRegion("cn-hangzhou");
            Assert.NotEqual(true, presented?.Verify(request, Secret, strict: false, out _));
        }
        catch (OssException refusal)
        {
            Assert.Contains(refusal.Error, OssErrors.All);
        }
    }
}
