using CsCheck;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>A URL signed again is read off three of its parameters as it would be off all of them.</summary>
public sealed class SignedAgainTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly AccessKey Key = new("LTAI5tSignedAgain", "secret");

    [Fact]
    public void It_is_read_as_if_it_came_first() =>
        Gen.Select(Gen.Int[0, 43_199], Gen.Int[1, SignatureV4.MaxExpiresSeconds])
            .Sample(
                (offset, seconds) =>
                {
                    var later = Request(Noon.AddSeconds(offset), seconds);
                    var again = Read(Request(Noon, 60))
                        .SignedAgain(
                            later.Query.FirstParameter(V4Parameters.Date)!,
                            later.Query.FirstParameter(V4Parameters.Expires)!,
                            later.Query.FirstParameter(V4Parameters.Signature)!
                        )!
                        .Value;
                    var read = Read(later);
                    // Records compare lists by identity.
                    Assert.Equal(read with { AdditionalHeaders = again.AdditionalHeaders }, again);
                    Assert.True(again.Verify(later, new SigningSecret(Key.Secret), strict: true, out _));
                }
            );

    [Theory]
    [InlineData("20261327T120000Z", "60")]
    [InlineData("20261127", "60")]
    [InlineData("20261127T120000Z", "0")]
    [InlineData("20261127T120000Z", "604801")]
    [InlineData("20261127T120000Z", "99999999999999999999")]
    public void One_that_is_not_well_formed_is_none(string timestamp, string expires) =>
        Assert.Null(Read(Request(Noon, 60)).SignedAgain(timestamp, expires, new string('0', 64)));

    [Fact]
    public void It_counts_when_its_time_is_not_refused()
    {
        var url = Read(Request(Noon, 60));
        foreach (var seconds in (double[])[-901, -900, 0, 60, 60.1])
        {
            var now = Noon.AddSeconds(seconds);
            Assert.Equal(Record.Exception(() => url.CheckTime(now)) is null, url.IsTimelyAt(now));
        }

        Assert.False((url with { Scope = url.Scope! with { Date = "20261126" } }).IsTimelyAt(Noon));
    }

    private static SignableRequest Request(DateTimeOffset at, int seconds)
    {
        var request = new SignableRequest("GET", "bucket", "key", [new("response-cache-control", "no-cache")], []);
        return request with
        {
            Query = SignatureV4.Presign(Key, "cn-hangzhou", CredentialScope.OssProduct, at, seconds, request),
        };
    }

    private static PresentedSignature Read(SignableRequest request)
    {
        var presented = PresentedSignatures.Read(request)!.Value;
        Assert.Same(SignatureScheme.V4Url, presented.Scheme);
        return presented;
    }
}
