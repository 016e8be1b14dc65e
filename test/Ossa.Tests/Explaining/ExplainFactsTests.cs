using Microsoft.Extensions.Time.Testing;
using Ossa.Protocol.Signing;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Explaining;

public sealed class ExplainFactsTests
{
    [Fact]
    public async Task A_good_V4_url_is_decoded_and_found_right()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(key: "dir/a b+ü.txt"));

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("signature +V4", run.Out);
        Assert.Matches("signed by +LTAItest\n", run.Out);
        Assert.Matches("bucket +photos \\(bucket in the path\\)\n", run.Out);
        Assert.Matches("key +dir/a b\\+ü.txt\n", run.Out);
        Assert.Matches("region +cn-hangzhou\n", run.Out);
        Assert.Matches("valid from +2026-03-01T11:45:00Z\n", run.Out);
        Assert.Matches("valid until +2026-03-01T12:10:00Z \\(in 10m\\)\n", run.Out);
        Assert.Contains("No usual mistake was found.", run.Out, StringComparison.Ordinal);
        Assert.Contains("The signature is right, for GET.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_V1_url_is_decoded_and_found_right()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V1());

        Assert.Matches("signature +V1", run.Out);
        Assert.Matches("signed by +LTAItest\n", run.Out);
        Assert.Matches("valid until +2026-03-01T12:10:00Z", run.Out);
        Assert.DoesNotContain("fault", run.Out, StringComparison.Ordinal);
        Assert.Contains("The signature is right, for GET.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_usual_cause_is_told_to_be_the_one_or_not_or_not_known()
    {
        var right = await SignedUrls.ExplainAsync(SignedUrls.V4());
        Assert.Contains(
            """
              expired               ok
              clock                 ok
              zone of the clock     ok
              access key or secret  ok
              region                ok
              method                ok
              changed parameters    ok
              plus sign or space    ok
              content type, header  ok
              permission            not checked
              referer               not checked
              address               not checked

            """,
            right.Out,
            StringComparison.Ordinal
        );
        var changed = await SignedUrls.ExplainAsync(SignedUrls.V4() + "x");
        Assert.Matches("\n  expired +ok\n", changed.Out);
        var late = await SignedUrls.ExplainWithoutSecretAsync(
            SignedUrls.V4().Replace("x-oss-expires=600", "x-oss-expires=1")
        );
        Assert.Matches("\n  access key or secret +not checked\n", late.Out);
    }

    [Fact]
    public async Task The_method_follows_from_the_signature()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V4("DELETE"));

        Assert.Matches("method +DELETE\n", run.Out);
    }

    [Fact]
    public async Task Times_are_the_same_wherever_one_is()
    {
        var clock = new FakeTimeProvider(CommandRun.Now);
        clock.SetLocalTimeZone(TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(8), "test", "test"));
        var run = new CommandRun { Clock = clock };

        await run.RunAsync("explain", SignedUrls.V4());

        Assert.Matches("valid until +2026-03-01T12:10:00Z", run.Out);
    }

    [Theory]
    [InlineData("https://photos.oss-cn-hangzhou.aliyuncs.com/a.txt", "photos", "a.txt")]
    [InlineData("http://photos.localhost:9000/a.txt", "photos", "a.txt")]
    [InlineData("http://[::1]:9000/photos/a.txt", "photos", "a.txt")]
    [InlineData("https://photos.store.example/a.txt", "photos", "a.txt")]
    [InlineData("https://files.example.com/dir-of/a.txt", "dir-of", "a.txt")]
    [InlineData("https://files.example.com/a.txt", "unknown", "a.txt")]
    public async Task Bucket_and_key_are_found_in_every_address(string address, string bucket, string key)
    {
        var query = SignedUrls.V4().Split('?')[1];

        var run = await SignedUrls.ExplainAsync($"{address}?{query}", "--endpoint", "https://store.example");

        Assert.Matches($"bucket +{bucket} ", run.Out);
        Assert.Matches($"key +{key}\n", run.Out);
    }

    [Fact]
    public async Task A_custom_domain_is_checked_with_the_bucket_that_the_user_names()
    {
        var url = SignedUrls.V4(key: "a.txt").Replace("http://127.0.0.1:9000/photos/", "https://cdn.example.com/");

        var run = await SignedUrls.ExplainAsync(url, "--bucket", "photos");

        Assert.Contains("The signature is right, for GET.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Further_parameters_are_listed()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(query: [new("response-content-type", "text/plain")]));

        Assert.Matches("parameter +response-content-type = text/plain\n", run.Out);
    }

    [Theory]
    [InlineData("no url at all", 2)]
    [InlineData("ftp://host/bucket/key?x-oss-credential=a", 2)]
    [InlineData("http://host:99999/bucket/key?x-oss-credential=a", 2)]
    [InlineData("http://host/bucket/key", 1)]
    [InlineData("http://host/bucket/key?X-Amz-Credential=a&X-Amz-Signature=b", 1)]
    public async Task What_is_no_signed_url_is_refused(string text, int exitCode)
    {
        var run = await SignedUrls.ExplainAsync(text);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_signature_for_S3_is_called_by_its_name()
    {
        var run = await SignedUrls.ExplainAsync("http://host/bucket/key?AWSAccessKeyId=a&Signature2=b");

        Assert.Contains("signed for S3", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_secret_nor_right_signature_is_ever_printed()
    {
        var good = SignedUrls.V4();
        var right = good[(good.IndexOf("x-oss-signature=", StringComparison.Ordinal) + 16)..];
        var bad = good.Replace(right, new string('0', right.Length), StringComparison.Ordinal);

        var run = await SignedUrls.ExplainAsync(bad);

        Assert.Contains("The signature is wrong", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(right, run.Out + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(SignedUrls.Secret, run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_secret_the_check_says_whose_it_needs()
    {
        var run = await SignedUrls.ExplainWithoutSecretAsync(SignedUrls.V4());

        Assert.Contains(
            "The signature cannot be checked without the secret of LTAItest",
            run.Out,
            StringComparison.Ordinal
        );
        Assert.Contains("/photos/dir/a.txt", run.Out, StringComparison.Ordinal);
        Assert.Contains(SignatureV4.UnsignedPayload, run.Out, StringComparison.Ordinal);
    }
}
