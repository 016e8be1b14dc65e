using System.Text;
using Ossa.Protocol.Headers;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

public sealed class V1VectorTests
{
    private const string HeaderFile = "v1-header.json";
    private const string UrlFile = "v1-presign.json";

    /// <summary>The one unit test of an SDK that signs a bucket without the slash behind it.</summary>
    private const string BucketWithoutSlash = "unit/v1-header/ruby-bucket-noslash";

    public static IEnumerable<TheoryDataRow<string>> HeaderIds => SignatureVector.Ids(HeaderFile);

    public static IEnumerable<TheoryDataRow<string>> UrlIds => SignatureVector.Ids(UrlFile);

    [Theory]
    [MemberData(nameof(HeaderIds))]
    public void Header_signature_is_the_one_of_the_sdks(string id)
    {
        var vector = SignatureVector.Find(HeaderFile, id);
        var form = id == BucketWithoutSlash ? V1Form.BucketWithoutSlash : V1Form.Documented;
        var signed = WithToken(vector);

        var stringToSign = SignatureV1.StringToSign(signed, vector.Date!, form);
        Assert.Equal(
            vector.Expected.StringToSign ?? vector.Derived.StringToSign,
            Encoding.UTF8.GetString(stringToSign)
        );
        Assert.Equal(vector.Expected.Signature, SignatureV1.Sign(vector.AccessKeySecret, stringToSign));
        if (form == V1Form.Documented)
        {
            var authorization = Authorize(vector).Headers.Last(header => header.Key == OssHeaders.Authorization);
            Assert.Equal(vector.Derived.Authorization, authorization.Value);
        }
    }

    [Theory]
    [MemberData(nameof(HeaderIds))]
    public void Header_signature_of_the_sdks_is_taken(string id)
    {
        var vector = SignatureVector.Find(HeaderFile, id);
        var request = WithToken(vector);
        var arrived = OverTheWire.Arrive(
            request with
            {
                Headers =
                [
                    .. request.Headers,
                    new(OssHeaders.Date, vector.Date!),
                    new(OssHeaders.Authorization, vector.Derived.Authorization!),
                ],
            }
        );

        var presented = PresentedSignatures.Read(arrived)!.Value;
        Assert.Same(SignatureScheme.V1Header, presented.Scheme);
        presented.CheckTime(vector.Time);
        var secret = new SigningSecret(vector.AccessKeySecret);
        Assert.True(presented.Verify(arrived, secret, strict: false, out _));
        Assert.Equal(id != BucketWithoutSlash, presented.Verify(arrived, secret, strict: true, out _));
    }

    [Theory]
    [MemberData(nameof(UrlIds))]
    public void Url_signature_is_the_one_of_the_sdks(string id)
    {
        var vector = SignatureVector.Find(UrlFile, id);
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(vector.ExpiresAt);
        var query = SignatureV1.Presign(vector.AccessKey, expiresAt, vector.Request);

        Assert.Equal(KeyValuePair.Create(V1Parameters.Signature, vector.Expected.Signature!), query[^1]);
        var stringToSign = SignatureV1.StringToSign(vector.Request with { Query = query }, $"{vector.ExpiresAt}");
        Assert.Equal(
            vector.Expected.StringToSign ?? vector.Derived.StringToSign,
            Encoding.UTF8.GetString(stringToSign)
        );
    }

    [Theory]
    [MemberData(nameof(UrlIds))]
    public void Url_of_the_sdks_is_taken(string id)
    {
        var vector = SignatureVector.Find(UrlFile, id);
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(vector.ExpiresAt);
        var arrived = vector.Expected.Url is { } url
            ? OverTheWire.Arrive(vector.Request, url)
            : OverTheWire.Arrive(
                vector.Request with
                {
                    Query = SignatureV1.Presign(vector.AccessKey, expiresAt, vector.Request),
                }
            );

        var presented = PresentedSignatures.Read(arrived)!.Value;
        Assert.Same(SignatureScheme.V1Url, presented.Scheme);
        presented.CheckTime(expiresAt);
        Assert.True(presented.Verify(arrived, new SigningSecret(vector.AccessKeySecret), strict: true, out _));
        Assert.Equal(vector.SecurityToken, presented.SecurityToken);
    }

    private static SignableRequest WithToken(SignatureVector vector) =>
        vector.SecurityToken is null
            ? vector.Request
            : vector.Request with
            {
                Headers = [.. vector.Request.Headers, new(OssHeaders.SecurityToken, vector.SecurityToken)],
            };

    private static SignableRequest Authorize(SignatureVector vector)
    {
        var added = SignatureV1.Authorize(vector.AccessKey, vector.Time, vector.Request);
        return vector.Request with { Headers = [.. vector.Request.Headers, .. added] };
    }
}
