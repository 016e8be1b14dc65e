using System.Globalization;
using System.Text;
using CsCheck;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Protocol.Signing;

/// <summary>What is signed, compared with its definition put down in the plainest way.</summary>
public sealed class CanonicalFormTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Among("", "a", "A", "b", "ab", "+", " ", "é", "x-oss-signature", "x-oss-date", "X-OSS-DATE", "z%/=&"),
        Gen.String
    );

    private static readonly Gen<KeyValuePair<string, string>[]> Query = Gen.Select(
        Text,
        Text,
        (name, value) => KeyValuePair.Create(name, value)
    ).Array[0, 40];

    private static readonly Gen<KeyValuePair<string, string>[]> Headers = Gen.Select(
        Among("Content-Type", "content-md5", "X-Oss-Meta-A", "x-oss-date", "Host", "USER-AGENT", "x-os", "X-OSS-"),
        Among("", " a ", "\tb", "c\t ", "d e"),
        (name, value) => KeyValuePair.Create(name, value)
    ).Array[0, 10];

    [Fact]
    public void Any_request_is_canonical_by_the_definition() =>
        Gen.Select(Query, Headers, Among("host", "HOST", "user-agent", "absent").Array[0, 3])
            .Sample(
                (query, headers, additional) =>
                {
                    var request = new SignableRequest("GET", "bucket", "a key", query, headers)
                    {
                        AdditionalHeaders = additional,
                    };
                    Assert.Equal(ByDefinition(request), Encoding.UTF8.GetString(SignatureV4.CanonicalRequest(request)));
                }
            );

    [Fact]
    public void A_time_is_read_as_by_its_form() =>
        Gen.OneOf(
                Gen.DateTime.Select(time => time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)),
                Gen.Char["0123456789TZ"].Array[16].Select(text => new string(text)),
                Gen.Char["0123"]
                    .Array[14]
                    .Select(d =>
                        $"2{d[1]}{d[2]}{d[3]}{d[4]}{d[5]}{d[6]}{d[7]}T{d[8]}{d[9]}{d[10]}{d[11]}{d[12]}{d[13]}Z"
                    )
            )
            .Sample(text =>
            {
                var isTime = DateTimeOffset.TryParseExact(
                    text,
                    "yyyyMMdd'T'HHmmss'Z'",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var expected
                );
                Assert.Equal(isTime, IsoBasicTime.TryParse(text, out var time));
                Assert.Equal(expected, time);
            });

    [Fact]
    public void A_day_is_that_of_its_time() =>
        Gen.Select(Gen.DateTimeOffset, Gen.Int[-1, 1])
            .Sample(
                (time, days) =>
                {
                    if ((days < 0 && time.Year == 1) || (days > 0 && time.Year == 9999))
                    {
                        return;
                    }

                    var day = SigningTime.ToScopeDay(time.AddDays(days));
                    Assert.Equal(days == 0, SigningTime.IsOnScopeDay(time, day));
                    Assert.False(SigningTime.IsOnScopeDay(time, day[1..]));
                    Assert.False(SigningTime.IsOnScopeDay(time, "0" + day));
                }
            );

    private static Gen<string> Among(params string[] texts) =>
        Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static string ByDefinition(SignableRequest request)
    {
        var query = request
            .Query.Where(parameter => parameter.Key != "x-oss-signature")
            .Select(parameter =>
                (Name: UriEncoding.EncodeComponent(parameter.Key), Value: UriEncoding.EncodeComponent(parameter.Value))
            )
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .Select(parameter => parameter.Value.Length > 0 ? $"{parameter.Name}={parameter.Value}" : parameter.Name);
        var additional = request
            .AdditionalHeaders.Select(name => name.ToLowerInvariant())
            .Order(StringComparer.Ordinal);
        var headers = request
            .Headers.Select(header => (Name: header.Key.ToLowerInvariant(), Value: header.Value.Trim(' ', '\t')))
            .Where(header =>
                header.Name is "content-type" or "content-md5"
                || header.Name.StartsWith("x-oss-", StringComparison.Ordinal)
                || additional.Contains(header.Name, StringComparer.Ordinal)
            )
            .GroupBy(header => header.Name, header => header.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Key}:{string.Join(',', group)}\n");
        return $"{request.Method}\n/bucket/a%20key\n{string.Join('&', query)}\n{string.Concat(headers)}\n"
            + $"{string.Join(';', additional)}\nUNSIGNED-PAYLOAD";
    }
}
