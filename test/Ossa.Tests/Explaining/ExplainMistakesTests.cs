using System.Globalization;
using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Explaining;

public sealed class ExplainMistakesTests
{
    [Fact]
    public async Task Expired() =>
        await Finds("fault", "Expired 50m ago", SignedUrls.V4(signedAgo: TimeSpan.FromHours(1)));

    [Fact]
    public async Task Expired_V1() =>
        await Finds("fault", "Expired 5m ago", SignedUrls.V1(expiresIn: TimeSpan.FromMinutes(-5)));

    [Fact]
    public async Task Not_yet_valid() =>
        await Finds(
            "fault",
            "Not yet valid: it begins to hold in 5m",
            SignedUrls.V4(signedAgo: -TimeSpan.FromMinutes(20))
        );

    [Theory]
    [InlineData(-8)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_whole_number_of_hours_is_called_a_time_zone(int hours) =>
        await Finds(
            "hint",
            "time zone",
            SignedUrls.V4(signedAgo: TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(20))
        );

    [Fact]
    public async Task Other_distances_are_no_time_zone() =>
        await FindsNot("time zone", SignedUrls.V4(signedAgo: TimeSpan.FromMinutes(95)));

    [Fact]
    public async Task Region_with_the_prefix_of_locations() =>
        await Finds("fault", "signatures want cn-hangzhou, without oss-", SignedUrls.V4(region: "oss-cn-hangzhou"));

    [Fact]
    public async Task Region_of_another_host() =>
        await Finds(
            "fault",
            "the host is in cn-beijing",
            SignedUrls.V4().Replace("http://127.0.0.1:9000/photos/", "https://photos.oss-cn-beijing.aliyuncs.com/")
        );

    [Fact]
    public async Task Wrong_product() =>
        await Finds("fault", "The product in the scope is 's3'", SignedUrls.V4(product: "s3"));

    [Fact]
    public async Task Scope_of_another_day() =>
        await Finds(
            "fault",
            "The scope's day is 20260228",
            SignedUrls.V4().Replace("LTAItest%2F20260301", "LTAItest%2F20260228")
        );

    [Fact]
    public async Task Scope_of_another_form() =>
        await Finds("fault", "not AccessKeyId/Date/Region/oss", SignedUrls.V4().Replace("%2Foss%2F", "%2F"));

    [Fact]
    public async Task Scope_with_another_end() =>
        await Finds(
            "fault",
            "The scope ends in 'aws4_request'",
            SignedUrls.V4().Replace("aliyun_v4_request", "aws4_request")
        );

    [Fact]
    public async Task Bucket_in_host_and_path() =>
        await Finds(
            "hint",
            "in the host and in the path",
            SignedUrls.V4().Replace("http://127.0.0.1:9000", "https://photos.oss-cn-hangzhou.aliyuncs.com")
        );

    [Fact]
    public async Task Bucket_twice_in_the_host() =>
        await Finds(
            "fault",
            "twice in the host",
            SignedUrls.V4().Replace("http://127.0.0.1:9000/photos", "http://photos.photos.localhost:9000")
        );

    [Fact]
    public async Task Bucket_in_the_path_of_the_real_service() =>
        await Finds(
            "fault",
            "write photos.oss-cn-hangzhou.aliyuncs.com",
            SignedUrls.V4(origin: "https://oss-cn-hangzhou.aliyuncs.com")
        );

    [Fact]
    public async Task Raw_plus_in_the_path() =>
        await Finds("hint", "A bare + in the path", SignedUrls.V4(key: "a+b").Replace("a%2Bb", "a+b"));

    [Fact]
    public async Task Raw_plus_in_the_query() =>
        await Finds(
            "hint",
            "A bare + in the query",
            SignedUrls.V4(query: [new("response-content-type", "a+b")]).Replace("a%2Bb", "a+b")
        );

    [Fact]
    public async Task Raw_plus_in_a_V1_signature()
    {
        var url = Enumerable
            .Range(0, 1000)
            .Select(i => SignedUrls.V1(key: $"k{i}"))
            .First(candidate => candidate.Contains("%2B", StringComparison.Ordinal));

        await Finds("fault", "The Signature holds a bare +", url.Replace("%2B", "+"));
    }

    [Fact]
    public async Task Escaped_ampersands_are_named_and_undone()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V4().Replace("&", "&amp;"));

        Assert.Matches("fault +&amp; was left in", run.Out);
        Assert.Contains("The signature is right", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quotes_around_the_url() => await Finds("fault", "stood around the URL", $"\"{SignedUrls.V4()}\"");

    [Fact]
    public async Task Bare_slashes_in_the_credential() =>
        await Finds("hint", "x-oss-credential holds bare slashes", SignedUrls.V4().Replace("%2F", "/"));

    [Fact]
    public async Task Credential_encoded_twice() =>
        await Finds("fault", "percent-encoded twice", SignedUrls.V4().Replace("%2F", "%252F"));

    [Fact]
    public async Task Key_encoded_twice() =>
        await Finds("hint", "was it encoded twice", SignedUrls.V4(key: "a b").Replace("a%20b", "a%2520b"));

    [Fact]
    public async Task A_bare_number_sign() =>
        await Finds("fault", "A bare #", SignedUrls.V4(key: "a#b").Replace("%23", "#"));

    [Fact]
    public async Task A_broken_escape() =>
        await Finds("fault", "two hex digits", SignedUrls.V4(key: "100%").Replace("100%25", "100%"));

    [Fact]
    public async Task Letters_outside_ASCII() =>
        await Finds("hint", "outside ASCII", SignedUrls.V4(key: "ü").Replace("%C3%BC", "ü"));

    [Fact]
    public async Task More_than_seven_days() =>
        await Finds("fault", "more than 7 days", SignedUrls.V4().Replace("x-oss-expires=600", "x-oss-expires=604801"));

    [Theory]
    [InlineData("0")]
    [InlineData("abc")]
    [InlineData("-5")]
    public async Task Expiry_that_is_none(string expires) =>
        await Finds(
            "fault",
            $"x-oss-expires is '{expires}'",
            SignedUrls.V4().Replace("x-oss-expires=600", $"x-oss-expires={expires}")
        );

    [Fact]
    public async Task A_date_that_is_none() =>
        await Finds("fault", "x-oss-date is 'today'", SignedUrls.V4().Replace("20260301T120000Z", "today"));

    [Fact]
    public async Task V1_expiry_that_is_none()
    {
        var seconds = (CommandLine.CommandRun.Now.ToUnixTimeSeconds() + 600).ToString(CultureInfo.InvariantCulture);

        await Finds("fault", "Expires is 'soon'", SignedUrls.V1().Replace(seconds, "soon"));
    }

    [Fact]
    public async Task Http_across_a_network() =>
        await Finds("hint", "http shows the URL", SignedUrls.V4(origin: "http://store.example"));

    [Fact]
    public async Task Http_on_this_machine_is_fine() => await FindsNot("http shows the URL", SignedUrls.V4());

    [Theory]
    [InlineData("utm_source=mail")]
    [InlineData("from=singlemessage")]
    [InlineData("fbclid=1")]
    public async Task Parameters_added_after_signing(string appended) =>
        await Finds("fault", $"'{appended.Split('=')[0]}' was added after signing", $"{SignedUrls.V4()}&{appended}");

    [Fact]
    public async Task Parameters_added_to_a_V1_url_do_no_harm()
    {
        var run = await SignedUrls.ExplainWithoutSecretAsync($"{SignedUrls.V1()}&utm_source=mail");

        Assert.Matches("hint +'utm_source' .* does no harm", run.Out);
        Assert.DoesNotContain("fault", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-oss-date")]
    [InlineData("x-oss-expires")]
    [InlineData("x-oss-signature")]
    public async Task Missing_parameters_of_V4(string name) =>
        await Finds("fault", $"Missing: {name}", SignedUrls.V4().Replace($"{name}=", "other="));

    [Theory]
    [InlineData("Expires")]
    [InlineData("Signature")]
    public async Task Missing_parameters_of_V1(string name) =>
        await Finds("fault", $"Missing: {name}", SignedUrls.V1().Replace($"{name}=", "other="));

    [Fact]
    public async Task A_url_that_was_cut_off() =>
        await Finds("fault", "63 characters in place of 64", SignedUrls.V4()[..^1]);

    [Fact]
    public async Task A_temporary_key_without_its_token() =>
        await Finds("fault", "its token is missing", SignedUrls.V4(by: new AccessKey("STS.abc", "s")));

    [Fact]
    public async Task A_temporary_key_ends_the_url_sooner() =>
        await Finds("hint", "ends when they end", SignedUrls.V4(by: new AccessKey("STS.abc", "s", "token")));

    [Fact]
    public async Task Both_versions_at_once() =>
        await Finds("fault", "only one may be there", $"{SignedUrls.V4()}&Signature=abc");

    [Fact]
    public async Task Another_version() =>
        await Finds("fault", "The signature version is 'AWS4-HMAC-SHA256'", SignedUrls.V4().Replace("OSS4-", "AWS4-"));

    private static async Task Finds(string kind, string text, string url)
    {
        var run = await SignedUrls.ExplainWithoutSecretAsync(url);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains(
            run.Out.Split('\n'),
            line => line.StartsWith(kind, StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal)
        );
    }

    private static async Task FindsNot(string text, string url)
    {
        var run = await SignedUrls.ExplainWithoutSecretAsync(url);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(text, run.Out, StringComparison.Ordinal);
    }
}
