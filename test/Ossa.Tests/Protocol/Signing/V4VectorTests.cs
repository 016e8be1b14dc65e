using System.Text;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class V4VectorTests
{
    private const string HeaderFile = "v4-header.json";
    private const string UrlFile = "v4-presign.json";

    public static IEnumerable<TheoryDataRow<string>> HeaderIds => SignatureVector.Ids(HeaderFile);

    public static IEnumerable<TheoryDataRow<string>> UrlIds => SignatureVector.Ids(UrlFile);

    [Theory]
    [MemberData(nameof(HeaderIds))]
    public void Header_signature_is_the_one_of_the_sdks(string id)
    {
        var vector = SignatureVector.Find(HeaderFile, id);
        var signed = Authorize(vector);

        var presented = PresentedSignatures.Read(signed)!.Value;
        Assert.Same(SignatureScheme.V4Header, presented.Scheme);
        Assert.Equal(vector.Expected.Signature, presented.Signature);
        Assert.Equal(
            vector.Derived.Authorization,
            signed.Headers.Last(header => header.Key == OssHeaders.Authorization).Value
        );
        Assert.Equal(
            vector.Derived.CanonicalRequest,
            Encoding.UTF8.GetString(
                SignatureV4.CanonicalRequest(signed with { AdditionalHeaders = presented.AdditionalHeaders })
            )
        );
    }

    [Theory]
    [MemberData(nameof(HeaderIds))]
    public void Header_signature_of_the_sdks_is_taken(string id)
    {
        var vector = SignatureVector.Find(HeaderFile, id);
        var arrived = OverTheWire.Arrive(Authorize(vector));

        var presented = PresentedSignatures.Read(arrived)!.Value;
        Assert.Same(SignatureScheme.V4Header, presented.Scheme);
        presented.CheckTime(vector.Time);
        presented.CheckRegion(vector.Region!);
        Assert.True(presented.Verify(arrived, new SigningSecret(vector.AccessKeySecret), strict: true, out _));
        Assert.Equal(vector.SecurityToken, presented.SecurityToken);
    }

    [Theory]
    [MemberData(nameof(UrlIds))]
    public void Url_signature_is_the_one_of_the_sdks(string id)
    {
        var vector = SignatureVector.Find(UrlFile, id);
        var query = Presign(vector);

        Assert.Equal(KeyValuePair.Create(V4Parameters.Signature, vector.Expected.Signature!), query[^1]);
    }

    [Theory]
    [MemberData(nameof(UrlIds))]
    public void Url_of_the_sdks_is_taken(string id)
    {
        var vector = SignatureVector.Find(UrlFile, id);
        var url = vector.Expected.Url ?? vector.Expected.UrlExample;
        var arrived = url is null
            ? OverTheWire.Arrive(vector.Request with { Query = Presign(vector) })
            : OverTheWire.Arrive(vector.Request, url);

        var presented = PresentedSignatures.Read(arrived)!.Value;
        Assert.Same(SignatureScheme.V4Url, presented.Scheme);
        presented.CheckTime(vector.Time);
        presented.CheckTime(vector.Time.AddSeconds(vector.Expires));
        presented.CheckRegion(vector.Region!);
        Assert.True(presented.Verify(arrived, new SigningSecret(vector.AccessKeySecret), strict: true, out _));
        Assert.Equal(vector.SecurityToken, presented.SecurityToken);
    }

    private static SignableRequest Authorize(SignatureVector vector)
    {
        var added = SignatureV4.Authorize(
            vector.AccessKey,
            vector.Region!,
            vector.Product!,
            vector.Time,
            vector.Request
        );
        return vector.Request with { Headers = [.. vector.Request.Headers, .. added] };
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Presign(SignatureVector vector) =>
        SignatureV4.Presign(
            vector.AccessKey,
            vector.Region!,
            vector.Product!,
            vector.Time,
            vector.Expires,
            vector.Request
        );
}
