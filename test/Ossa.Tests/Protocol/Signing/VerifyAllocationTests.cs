using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>Verifying makes no copies of what it verifies.</summary>
public sealed class VerifyAllocationTests
{
    private const string Region = "cn-hangzhou";
    private const int Rounds = 100;

    /// <summary>
    /// Optimized code allocates nothing, as the benchmark tells; code that has not run often yet boxes a little. The shortest text that is signed
    /// has more.
    /// </summary>
    private const int MaxBytes = 64;

    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly AccessKey Access = new("OSSAtestkey0001", "secret");

    [Theory]
    [InlineData("reports/2026/figures.bin")]
    [InlineData("报告/2026 年/数据+1.bin")]
    public void A_signed_url_is_verified_without_copies(string key)
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

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rounds * MaxBytes);
    }
}
