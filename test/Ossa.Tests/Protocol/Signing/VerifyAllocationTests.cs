using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>Verifying needs no memory but that of what was read off the URL.</summary>
public sealed class VerifyAllocationTests
{
    private const string Region = "cn-hangzhou";
    private const int Rounds = 100;

    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessKey Access = new("OSSAtestkey0001", "secret");

    [Theory]
    [InlineData("reports/2026/figures.bin")]
    [InlineData("报告/2026 年/数据+1.bin")]
    public void A_signed_url_is_verified_without_any(string key)
    {
        var unsigned = new SignableRequest("GET", "bucket", key, [], []);
        var signed = unsigned with
        {
            Query = SignatureV4.Presign(Access, Region, CredentialScope.OssProduct, Now, 600, unsigned),
        };
        var presented = PresentedSignatures.Read(signed)!;
        var secret = new SigningSecret(Access.Secret);
        Assert.True(presented.Verify(signed, secret, strict: true, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
        {
            presented.Verify(signed, secret, strict: true, out _);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
