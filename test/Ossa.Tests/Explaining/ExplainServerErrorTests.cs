using System.Text;
using System.Xml;
using Ossa.Protocol.Documents;
using Ossa.Protocol.Signing;
using Ossa.Tests.CommandLine;
using Xunit;

namespace Ossa.Tests.Explaining;

public sealed class ExplainServerErrorTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task The_lines_that_differ_are_marked()
    {
        var url = SignedUrls.V4("PUT");
        Save(Refusal(url, "PUT", [new("content-type", "image/png")], "x-oss-meta-a", "1"));

        var run = await SignedUrls.ExplainAsync(url, "--method", "PUT", "--server-error", _path);

        Assert.Contains("The server said SignatureDoesNotMatch", run.Out, StringComparison.Ordinal);
        Assert.Contains("compare the two sides", run.Out, StringComparison.Ordinal);
        Assert.Contains("\nWhat was signed (<) and what the server received (>):\n", run.Out, StringComparison.Ordinal);
        Assert.Matches("! <  header +\\(nothing\\)\n  ! >  header +content-type:image/png\n", run.Out);
        Assert.Matches("\n {7}path +/photos/dir/a.txt\n", run.Out);
        Assert.Equal(4, run.Out.Split('\n').Count(line => line.StartsWith("  !", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Equal_requests_point_to_the_secret()
    {
        var url = SignedUrls.V4();
        Save(Refusal(url, "GET", []));

        var run = await SignedUrls.ExplainAsync(url, "--server-error", _path);

        Assert.Contains("Nothing differs: the signer used another secret", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("compare the two sides", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_to_HEAD_is_read_from_its_base64()
    {
        var url = SignedUrls.V4();
        File.WriteAllText(_path, Convert.ToBase64String(Encoding.UTF8.GetBytes(Write(Refusal(url, "HEAD", [])))));

        var run = await SignedUrls.ExplainAsync(url, "--server-error", _path);

        Assert.Matches("! <  method +GET\n  ! >  method +HEAD\n", run.Out);
    }

    [Fact]
    public async Task V1_is_compared_by_its_string_to_sign()
    {
        var url = SignedUrls.V1();
        Save(Error("SignatureDoesNotMatch", ("StringToSign", "GET\n\ntext/plain\n1772367000\n/photos/dir/a.txt")));

        var run = await SignedUrls.ExplainAsync(url, "--server-error", _path);

        Assert.Matches("! <  content-type\n  ! >  content-type +text/plain\n", run.Out);
        Assert.Matches("\n {7}resource +/photos/dir/a.txt\n", run.Out);
    }

    [Fact]
    public async Task Without_a_canonical_request_the_string_to_sign_is_compared()
    {
        Save(
            Error(
                "SignatureDoesNotMatch",
                ("StringToSign", "OSS4-HMAC-SHA256\n20260301T120000Z\n20260301/cn-beijing/oss/aliyun_v4_request\n00")
            )
        );

        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(), "--server-error", _path);

        Assert.Matches("! <  scope +20260301/cn-hangzhou/oss/aliyun_v4_request\n", run.Out);
        Assert.Matches("! >  scope +20260301/cn-beijing/oss/aliyun_v4_request\n", run.Out);
    }

    [Fact]
    public async Task Clocks_that_are_a_time_zone_apart_are_called_so()
    {
        Save(
            Error(
                "RequestTimeTooSkewed",
                ("RequestTime", "2026-03-01T12:00:00.000Z"),
                ("ServerTime", "2026-03-01T04:00:10.000Z")
            )
        );

        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(), "--server-error", _path);

        Assert.Contains("That is 8 hours", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_s_own_time_of_expiry_is_shown()
    {
        Save(
            Error("AccessDenied", ("Expires", "2026-03-01T12:10:00.000Z"), ("ServerTime", "2026-03-01T12:40:00.000Z"))
        );

        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(), "--server-error", _path);

        Assert.Contains("30m after the end", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>502</body></html>")]
    [InlineData("nothing")]
    [InlineData("")]
    public async Task A_file_that_holds_no_error_is_refused(string text)
    {
        File.WriteAllText(_path, text);

        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(), "--server-error", _path);

        Assert.Equal(1, run.ExitCode);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_refused()
    {
        var run = await SignedUrls.ExplainAsync(SignedUrls.V4(), "--server-error", "/no/such/file.xml");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("/no/such/file.xml", run.Error, StringComparison.Ordinal);
    }

    private void Save(ErrorDocument error) => File.WriteAllText(_path, Write(error));

    /// <summary>What a server answers that got the URL's request with other headers.</summary>
    private static ErrorDocument Refusal(
        string url,
        string method,
        KeyValuePair<string, string>[] headers,
        params string[] moreHeader
    )
    {
        Assert.True(UriEncoding.TryDecodeQuery(url.Split('?')[1], plusIsSpace: false, out var query));
        KeyValuePair<string, string>[] all =
            moreHeader.Length == 0 ? headers : [.. headers, new(moreHeader[0], moreHeader[1])];
        var request = new SignableRequest(method, "photos", "dir/a.txt", query, all);
        return Error(
            "SignatureDoesNotMatch",
            ("CanonicalRequest", Encoding.UTF8.GetString(SignatureV4.CanonicalRequest(request)))
        );
    }

    private static ErrorDocument Error(string code, params (string Name, string Value)[] details) =>
        new()
        {
            Code = code,
            Message = "As the server says it.",
            Details = [.. details.Select(detail => KeyValuePair.Create(detail.Name, detail.Value))],
        };

    private static string Write(ErrorDocument error)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true }))
        {
            error.Write(writer);
        }
        return text.ToString();
    }
}
