using CsCheck;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class SignThenVerifyTests
{
    [Fact]
    public void Whatever_is_signed_with_any_scheme_verifies_at_the_server()
    {
        Gen.Select(
                SignableRequests.Any,
                SignableRequests.AccessKey,
                SignableRequests.Time,
                Gen.OneOf<SigningScheme>([.. SigningScheme.All])
            )
            .Sample(
                (request, key, now, scheme) =>
                {
                    var arrived = OverTheWire.Arrive(scheme.Sign(key, now, request));

                    var presented = PresentedSignatures.Read(arrived)!.Value;
                    presented.CheckTime(now);
                    presented.CheckRegion(SigningScheme.Region);
                    Assert.Equal(key.Id, presented.AccessKeyId);
                    Assert.Equal(key.SecurityToken, presented.SecurityToken);
                    Assert.True(
                        presented.Verify(arrived, new SigningSecret(key.Secret), strict: true, out var mismatch)
                    );
                    Assert.Null(mismatch);
                    Assert.Equal(request.Key, arrived.Key);
                },
                iter: 3_000
            );
    }

    [Fact]
    public void Another_secret_never_verifies()
    {
        Gen.Select(
                SignableRequests.Any,
                SignableRequests.AccessKey,
                SignableRequests.Time,
                Gen.OneOf<SigningScheme>([.. SigningScheme.All])
            )
            .Sample(
                (request, key, now, scheme) =>
                {
                    var arrived = OverTheWire.Arrive(scheme.Sign(key, now, request));

                    var presented = PresentedSignatures.Read(arrived)!.Value;
                    var other = new SigningSecret(key.Secret + "x");
                    Assert.False(presented.Verify(arrived, other, strict: false, out var mismatch));
                    Assert.NotNull(mismatch);
                },
                iter: 1_000
            );
    }

    [Fact]
    public void Signing_a_signed_url_again_replaces_the_first_signature()
    {
        Gen.Select(
                SignableRequests.Any,
                SignableRequests.AccessKey,
                SignableRequests.Time,
                Gen.OneOf(SigningScheme.V4Url, SigningScheme.V1Url)
            )
            .Sample(
                (request, key, now, scheme) =>
                {
                    var first = scheme.Sign(new AccessKey("other", "secret", "token"), now.AddDays(-1), request);
                    var arrived = OverTheWire.Arrive(scheme.Sign(key, now, first));

                    var presented = PresentedSignatures.Read(arrived)!.Value;
                    Assert.Equal(key.Id, presented.AccessKeyId);
                    Assert.Equal(key.SecurityToken, presented.SecurityToken);
                    Assert.True(presented.Verify(arrived, new SigningSecret(key.Secret), strict: true, out _));
                },
                iter: 300
            );
    }
}
