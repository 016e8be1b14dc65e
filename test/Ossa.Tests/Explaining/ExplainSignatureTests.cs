using Ossa.Protocol.Signing;
using Xunit;

namespace Ossa.Tests.Explaining;

public sealed class ExplainSignatureTests
{
    [Fact]
    public async Task The_method_is_the_difference() =>
        await WouldBeRight("with the method PUT", SignedUrls.V4("PUT"), "--method", "GET");

    [Fact]
    public async Task An_appended_parameter_is_the_difference() =>
        await WouldBeRight("without the parameter utm_source", $"{SignedUrls.V4()}&utm_source=mail");

    [Fact]
    public async Task Several_appended_parameters_are_the_difference() =>
        await WouldBeRight("without the parameters utm_source, from", $"{SignedUrls.V4()}&utm_source=mail&from=x");

    [Fact]
    public async Task A_plus_in_the_key_is_the_difference() =>
        await WouldBeRight("with a space for the + in the key", SignedUrls.V4(key: "a b").Replace("a%20b", "a+b"));

    [Fact]
    public async Task A_plus_in_the_query_is_the_difference() =>
        await WouldBeRight(
            "with the + in the query read as itself",
            SignedUrls.V4(query: [new("response-content-type", "a+b")]).Replace("a%2Bb", "a+b")
        );

    [Fact]
    public async Task A_content_type_that_was_not_signed_is_the_difference() =>
        await WouldBeRight(
            "without the header Content-Type",
            SignedUrls.V4("PUT"),
            "--method",
            "PUT",
            "--header",
            "Content-Type: text/plain"
        );

    [Fact]
    public async Task A_content_type_that_was_not_sent_is_the_difference() =>
        await WouldBeRight(
            "with the header content-type: image/png",
            SignedUrls.V4("PUT", headers: [new("content-type", "image/png")]),
            "--method",
            "PUT"
        );

    [Fact]
    public async Task A_header_that_the_user_names_takes_part()
    {
        var url = SignedUrls.V4("PUT", headers: [new("content-type", "application/x-odd"), new("x-oss-meta-a", "1")]);

        var run = await SignedUrls.ExplainAsync(
            url,
            "--method",
            "put",
            "--header",
            "content-type:application/x-odd",
            "-H",
            "x-oss-meta-a: 1"
        );

        Assert.Contains("The signature is right, for PUT.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_additional_header_is_named()
    {
        var request = new SignableRequest("GET", "photos", "k", [], [new("range", "bytes=0-9")])
        {
            AdditionalHeaders = ["range"],
        };
        var query = SignatureV4.Presign(SignedUrls.Key, "cn-hangzhou", "oss", CommandLine.CommandRun.Now, 60, request);
        var url = $"http://127.0.0.1:9000/photos/k?{UriEncoding.EncodeQuery(query)}";

        var without = await SignedUrls.ExplainAsync(url);
        var with = await SignedUrls.ExplainAsync(url, "--header", "Range: bytes=0-9");

        Assert.Matches("headers to send +range\n", without.Out);
        Assert.Contains("The signature is wrong", without.Out, StringComparison.Ordinal);
        Assert.Contains("The signature is right", with.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_expiry_is_the_difference() =>
        await WouldBeRight(
            "with x-oss-expires=600, so that it was changed after signing",
            SignedUrls.V4().Replace("x-oss-expires=600", "x-oss-expires=604800")
        );

    [Fact]
    public async Task A_bucket_signed_twice_is_the_difference() =>
        await WouldBeRight(
            "for the bucket twice in the signed resource",
            SignedUrls.V4(key: "photos/a").Replace("/photos/photos/a", "/photos/a")
        );

    [Fact]
    public async Task A_key_signed_in_its_encoded_form_is_the_difference() =>
        await WouldBeRight(
            "for the key as it stands in the URL, still encoded",
            SignedUrls.V1(key: "a%20b").Replace("a%2520b", "a%20b")
        );

    [Fact]
    public async Task The_other_reading_of_the_host_is_the_difference()
    {
        var url = SignedUrls
            .V4(key: "folder/a")
            .Replace("http://127.0.0.1:9000/photos/", "https://photos.example.com/");

        await WouldBeRight("with the bucket photos (bucket in the host)", url);
    }

    [Fact]
    public async Task Another_secret_is_no_difference_that_could_be_found()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(by: new AccessKey(SignedUrls.Id, "another")));

        Assert.Contains("no single change that was tried makes it right", run.Out, StringComparison.Ordinal);
        Assert.Contains(
            "The canonical request for GET:\n  GET\n  /photos/dir/a.txt\n",
            run.Out,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_shown_as_signed_is_called_by_the_method_that_was_signed()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(), "--method", "PUT");

        Assert.Contains("it would be right with the method GET", run.Out, StringComparison.Ordinal);
        Assert.Contains("The canonical request for GET:\n  GET\n", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("No usual mistake", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_string_to_sign_of_V1_is_shown()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V1().Replace("dir/a.txt", "dir/b.txt"));

        Assert.Contains("The string to sign for GET:\n  GET\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  /photos/dir/b.txt\n", run.Out, StringComparison.Ordinal);
    }

    private static async Task WouldBeRight(string change, string url, params string[] more)
    {
        var run = await SignedUrls.ExplainAsync(url, more);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"The signature is wrong; it would be right {change}", run.Out, StringComparison.Ordinal);
    }
}
