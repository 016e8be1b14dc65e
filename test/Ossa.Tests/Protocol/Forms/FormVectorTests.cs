using Ossa.Protocol.Forms;
using Ossa.Protocol.Signing;
using Ossa.Tests.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Forms;

public sealed class FormVectorTests
{
    private const string V1File = "post-policy-v1.json";
    private const string V4File = "post-policy-v4.json";

    public static IEnumerable<TheoryDataRow<string>> V1Ids => SignatureVector.Ids(V1File);

    public static IEnumerable<TheoryDataRow<string>> V4Ids => SignatureVector.Ids(V4File);

    [Theory]
    [MemberData(nameof(V1Ids))]
    public void V1_form_of_the_sdks_is_signed_and_taken(string id)
    {
        var vector = SignatureVector.Find(V1File, id);
        var policy = PostPolicy.Encode(vector.PolicyText!);
        Assert.Equal(vector.Expected.Policy, policy);
        Assert.Equal(vector.Expected.Signature, FormSignature.SignV1(vector.AccessKeySecret, policy));

        var presented = PresentedForms.Read(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [FormFields.AccessKeyId] = vector.AccessKeyId,
                [FormFields.Policy] = vector.Expected.Policy!,
                [FormFields.SignatureV1] = vector.Expected.Signature!,
            }
        );
        Assert.IsType<V1SignedForm>(presented);
        AssertTaken(presented, vector);
    }

    [Theory]
    [MemberData(nameof(V4Ids))]
    public void V4_form_of_the_sdks_is_signed_and_taken(string id)
    {
        var vector = SignatureVector.Find(V4File, id);
        var scope = new CredentialScope(SigningTime.ToScopeDay(vector.Time), vector.Region!, vector.Product!);
        var policy = PostPolicy.Encode(vector.PolicyText!);
        Assert.Equal(vector.Expected.Policy, policy);
        Assert.Equal(vector.Expected.Signature, FormSignature.SignV4(vector.AccessKeySecret, scope, policy));

        var presented = PresentedForms.Read(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [FormFields.Version] = SignatureV4.Algorithm,
                [FormFields.Credential] = $"{vector.AccessKeyId}/{scope}",
                [FormFields.Date] = vector.Timestamp!,
                [FormFields.Policy] = vector.Expected.Policy!,
                [FormFields.SignatureV4] = vector.Expected.Signature!,
            }
        );
        Assert.IsType<V4SignedForm>(presented);
        presented.CheckTime(vector.Time);
        presented.CheckRegion(vector.Region!);
        AssertTaken(presented, vector);
    }

    private static void AssertTaken(PresentedForm presented, SignatureVector vector)
    {
        Assert.True(presented.Verify(new SigningSecret(vector.AccessKeySecret), out _));
        Assert.False(presented.Verify(new SigningSecret("another"), out var mismatch));
        Assert.Equal("0002-00000705", mismatch!.ToException().Error.Ec);
        Assert.NotEmpty(PostPolicy.Parse(presented.Policy).Conditions);
    }
}
