using CsCheck;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>A URL of a series is found right exactly where reading and verifying it by itself finds it right.</summary>
public sealed class SignedUrlSeriesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly SigningSecret Secret = new("secret");

    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 1, 8],
        Gen.Const("a&x-oss-date=1"),
        Gen.Const("my-x-oss-date"),
        Gen.Const("x-oss-expires2"),
        Gen.Const("中\n"),
        Gen.Const("x-oss-d")
    );

    private static readonly Gen<SignableRequest> Request = Gen.Select(
        Name,
        Gen.Select(Name, Name, (name, value) => KeyValuePair.Create(name, value)).Array[0, 4],
        Gen.Bool,
        (key, query, hasRange) =>
            new SignableRequest("GET", "bucket", key, query, hasRange ? [new("Range", "bytes=0-1")] : [])
            {
                AdditionalHeaders = hasRange ? ["range"] : [],
            }
    );

    [Fact]
    public void Each_url_of_it_is_right_in_its_time() =>
        Gen.Select(
                Request,
                Gen.Bool,
                Gen.Int[-900, 43_199],
                Gen.Int[1, SignatureV4.MaxExpiresSeconds],
                Gen.Int[-1000, 1000]
            )
            .Sample(
                (request, hasToken, offset, seconds, late) =>
                {
                    var key = new AccessKey("LTAI5tSeries", "secret", hasToken ? "token/+" : null);
                    var later = Sign(request, key, Noon.AddSeconds(offset), seconds);
                    var series = SeriesOf(Sign(request, key, Noon, 60))!;
                    var read = Read(later);
                    var now = Noon.AddSeconds(offset + late);
                    Assert.Equal(read.IsTimelyAt(now), Verify(series, later, now) is not null);
                    Assert.Null(Verify(series, Sign(request, key with { Secret = "other" }, Noon, seconds), Noon));
                    // Nobody makes a URL last longer.
                    var longer = With(later, V4Parameters.Expires, $"{seconds + 1}");
                    Assert.Null(Verify(series, longer, Noon.AddSeconds(offset)));
                }
            );

    [Theory]
    [InlineData(V4Parameters.Date, "20261127T115960Z")]
    [InlineData(V4Parameters.Date, "Fri, 27 Nov 2026 12:00:00 GMT")]
    [InlineData(V4Parameters.Date, "2026-11-27T12:00:00Z")]
    [InlineData(V4Parameters.Expires, "060")]
    [InlineData(V4Parameters.Expires, "0")]
    [InlineData(V4Parameters.Signature, "")]
    [InlineData(V4Parameters.Signature, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void One_that_is_changed_is_none_of_it(string parameter, string value)
    {
        var url = Sign(new SignableRequest("GET", "bucket", "key", [], []), new AccessKey("k", "secret"), Noon, 60);
        var series = SeriesOf(url)!;
        Assert.NotNull(Verify(series, url, Noon));
        Assert.Null(Verify(series, With(url, parameter, value), Noon));
    }

    [Theory]
    [InlineData(V4Parameters.Date)]
    [InlineData(V4Parameters.Expires)]
    [InlineData(V4Parameters.Signature)]
    public void What_is_there_twice_makes_no_series(string parameter)
    {
        var request = new SignableRequest("GET", "bucket", "key", [], []);
        var url = Sign(request, new AccessKey("k", "secret"), Noon, 60);
        Assert.Null(SeriesOf(url with { Query = [.. url.Query, new(parameter, "1")] }));
    }

    [Fact]
    public void What_was_signed_leniently_makes_no_series()
    {
        var key = new AccessKey("k", "secret");
        var url = Sign(new SignableRequest("GET", "bucket", "key", [], []), key, Noon, 60);
        var lenient = url with { Headers = [new("x-oss-meta-empty", "")] };
        Assert.True(Read(lenient).Verify(lenient, Secret, strict: false, out _));
        Assert.Null(SeriesOf(lenient));
    }

    private static SignableRequest Sign(SignableRequest request, AccessKey key, DateTimeOffset at, int seconds) =>
        request with
        {
            Query = SignatureV4.Presign(key, "cn-hangzhou", CredentialScope.OssProduct, at, seconds, request),
        };

    private static SignableRequest With(SignableRequest url, string parameter, string value) =>
        url with
        {
            Query = [.. url.Query.Select(pair => pair.Key == parameter ? new(parameter, value) : pair)],
        };

    private static PresentedSignature Read(SignableRequest request) => PresentedSignatures.Read(request)!.Value;

    private static SignedUrlSeries? SeriesOf(SignableRequest url) => SignedUrlSeries.Of(Read(url), url, Secret);

    private static PresentedSignature? Verify(SignedUrlSeries series, SignableRequest url, DateTimeOffset now) =>
        series.Verify(
            url.Query.FirstParameter(V4Parameters.Date)!,
            url.Query.FirstParameter(V4Parameters.Expires)!,
            url.Query.FirstParameter(V4Parameters.Signature)!,
            now
        );
}
