using Ossa.Tests.Server.Wire;
using Xunit;

namespace Ossa.Tests.Server.Hostile;

/// <summary>Objects that want to be pages on the service host, and values that want to be headers of their own.</summary>
public sealed class PageAttackTests : ServerTest
{
    private const string Page = "<script>alert(document.domain)</script>";

    [Theory]
    [InlineData("GET", "k", null, null)]
    [InlineData("HEAD", "k", null, null)]
    [InlineData("GET", "k", "Range", "bytes=0-3")]
    [InlineData("GET", "k", "If-Match", "none")]
    [InlineData("GET", "link", null, null)]
    [InlineData("HEAD", "link", null, null)]
    public async Task An_object_is_no_page_however_it_is_asked_for(
        string method,
        string key,
        string? name,
        string? value
    )
    {
        await PreparePageAsync();
        KeyValuePair<string, string>[] headers = name is null ? [] : [H(name, value!)];
        var answers = new[]
        {
            await Server.SendAsync(method, Bucket, key, headers: headers),
            await Server.SendRawAsync(method, Server.Presign(method, Bucket, key), headers),
            await Server.SendRawAsync(method, Server.PresignV1(method, Bucket, key), headers),
            await Server.SendAsync(method, Bucket, key, [H("versionId", "null")], headers),
            await Server.SendAsync(method, Bucket, key, [H("response-content-type", "text/html")], headers),
        };
        Assert.All(answers, AssertNoPage);
    }

    [Fact]
    public async Task No_parameter_takes_that_away()
    {
        await PreparePageAsync();
        var query = ((string[])["content-security-policy", "x-content-type-options", "content-type"]).Select(name =>
            H("response-" + name, "text/html")
        );
        AssertNoPage(await Server.SendAsync("GET", Bucket, "k", [.. query]));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>")]
    [InlineData("]]><script/>")]
    public async Task A_refusal_repeats_no_markup(string key)
    {
        var answer = await GetAsync(key);
        Assert.Equal((404, key), (answer.Status, answer.Element("Key")));
        Assert.DoesNotContain("<script", answer.Text, StringComparison.Ordinal);
        Assert.StartsWith("application/xml", answer["Content-Type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\nX-Evil: 1")]
    [InlineData("\nX-Evil: 1")]
    [InlineData("\rX-Evil: 1")]
    [InlineData("\r\n\r\nHTTP/1.1 200 OK\r\nX-Evil: 1")]
    [InlineData("\u560d\u560aX-Evil: 1")]
    [InlineData("\u010d\u010aX-Evil: 1")]
    [InlineData("\u2028X-Evil: 1")]
    [InlineData("\u0085X-Evil: 1")]
    [InlineData("\0X-Evil: 1")]
    public async Task No_response_parameter_becomes_a_header_of_its_own(string value)
    {
        await PutAsync("k");
        foreach (
            var name in (string[])
                [
                    "content-type",
                    "content-language",
                    "expires",
                    "cache-control",
                    "content-disposition",
                    "content-encoding",
                ]
        )
        {
            foreach (var presign in (bool[])[true, false])
            {
                KeyValuePair<string, string>[] query = [H("response-" + name, "a" + value)];
                var answer = presign
                    ? await Server.SendRawAsync("GET", Server.Presign("GET", Bucket, "k", query: query))
                    : await Server.SendAsync("GET", Bucket, "k", query);
                Assert.True(answer.Status is 200 or 400, answer.Text);
                Assert.Null(answer["X-Evil"]);
            }
        }
    }

    [Theory]
    [InlineData("x-oss-meta-a")]
    [InlineData("x-oss-meta-a%0d%0aX-Evil")]
    [InlineData("Content-Disposition")]
    [InlineData("Cache-Control")]
    [InlineData("x-oss-tagging")]
    public async Task No_stored_value_becomes_a_header_of_its_own(string name)
    {
        foreach (var value in (string[])["a%0d%0aX-Evil: 1", "a\\r\\nX-Evil: 1", "a\u00c4\u008d\u00c4\u008aX-Evil: 1"])
        {
            var put = await PutAsync("k", [1], H(name, value));
            Assert.True(put.Status is 200 or 400 or 403, put.Text);
            Assert.Null((await GetAsync("k"))["X-Evil"]);
        }
    }

    private async Task PreparePageAsync()
    {
        await PutAsync("k", Utf8(Page), H("Content-Type", "text/html"));
        await Server.SendAsync("PUT", Bucket, "link", [H("symlink", "")], [H("x-oss-symlink-target", "k")]);
    }

    private static void AssertNoPage(WireResponse answer)
    {
        if (answer.Status < 400)
        {
            Assert.Equal(("sandbox", "nosniff"), (answer["Content-Security-Policy"], answer["X-Content-Type-Options"]));
        }
        else
        {
            Assert.DoesNotContain("<script", answer.Text, StringComparison.Ordinal);
        }
    }
}
