using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>Verifying makes no copies of what it verifies, nor anything else.</summary>
public sealed class VerifyAllocationTests
{
    private const string Region = "cn-hangzhou";
    private const int Rounds = 100;

    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessKey Access = new("OSSAtestkey0001", "secret");

    [Theory]
    [InlineData("reports/2026/figures.bin")]
    [InlineData("报告/2026 年/数据+1.bin")]
    public void A_signed_url_is_read_and_verified_without_allocating(string key)
    {
        var unsigned = new SignableRequest("GET", "bucket", key, [], []);
        var signed = unsigned with
        {
            Query = SignatureV4.Presign(Access, Region, CredentialScope.OssProduct, Now, 600, unsigned),
        };
        var secret = new SigningSecret(Access.Secret);
        // What is kept for the next time: the credential that was read, the key of the day, a buffer.
        Assert.True(IsRight(signed, secret));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            IsRight(signed, secret);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool IsRight(SignableRequest request, SigningSecret secret)
    {
        var presented = PresentedSignatures.Read(request)!.Value;
        presented.CheckTime(Now);
        presented.CheckRegion(Region);
        return presented.Verify(request, secret, strict: true, out _);
    }
}
